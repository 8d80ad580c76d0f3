using WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Updates;
using WebhookSystem.LocalAws.DynamoDb.Operations.Writing;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Statements;

/// <summary>A value as it stands in a statement: the n-th parameter, or itself.</summary>
internal readonly record struct StatementValue(int Parameter, AttributeValue? Itself)
{
    public AttributeValue Of(IReadOnlyList<AttributeValue> parameters) => Itself ?? parameters[Parameter];
}

internal readonly record struct StatementComparison(string Attribute, Comparator Comparator, StatementValue Value);

/// <summary>A parsed write; with parameters it is an action on one item.</summary>
/// <param name="TableName">As the statement names it.</param>
internal abstract record Statement(string TableName)
{
    /// <summary>How many it asks for.</summary>
    public int Parameters { get; init; }

    /// <summary>What it needs permission for.</summary>
    public string Action => $"dynamodb:PartiQL{GetType().Name}";

    /// <summary>What is said where the item there does not allow it.</summary>
    public virtual (string Code, string Message) Refusal =>
        ("ConditionalCheckFailed", "The conditional request failed");

    /// <exception cref="Wire.AwsException">It does not fit its table or its parameters.</exception>
    public WriteAction Bind(Table table, IReadOnlyList<AttributeValue> parameters) => parameters.Count == Parameters
        ? ActionOn(table, parameters)
        : throw Refusals.Validation("Number of parameters in request and statement don't match.");

    protected abstract WriteAction ActionOn(Table table, IReadOnlyList<AttributeValue> parameters);

    public sealed record Insert(string TableName, List<(string Name, StatementValue Value)> Members)
        : Statement(TableName)
    {
        public override (string Code, string Message) Refusal =>
            ("DuplicateItem", "Duplicate primary key exists in table");

        protected override WriteAction ActionOn(Table table, IReadOnlyList<AttributeValue> parameters) =>
            PutAction.OfNew(table, Item.Of(
                Members.ConvertAll(member => KeyValuePair.Create(member.Name, member.Value.Of(parameters)))));
    }

    public sealed record Update(
        string TableName, List<(string Name, StatementValue Value)> Sets, List<string> Removals,
        List<StatementComparison> Where) : Statement(TableName)
    {
        protected override WriteAction ActionOn(Table table, IReadOnlyList<AttributeValue> parameters)
        {
            List<UpdateAction> actions =
            [
                .. Sets.Select(set => new UpdateAction.Set(
                    PathOf(set.Name), new UpdateValue.Literal(set.Value.Of(parameters)))),
                .. Removals.Select(name => new UpdateAction.Remove(PathOf(name))),
            ];
            var (key, condition) = Selection(table, Where, parameters);
            return UpdateItemAction.OfStatement(table, key, new(actions), condition);
        }
    }

    public sealed record Delete(string TableName, List<StatementComparison> Where) : Statement(TableName)
    {
        protected override WriteAction ActionOn(Table table, IReadOnlyList<AttributeValue> parameters)
        {
            var (key, condition) = Selection(table, Where, parameters);
            return DeleteAction.OfStatement(table, key, condition);
        }
    }

    /// <summary>The one item that it is about, and what must hold of it: that it is there, first of all.</summary>
    private static (Item Key, Condition Condition) Selection(
        Table table, List<StatementComparison> where, IReadOnlyList<AttributeValue> parameters)
    {
        var key = new List<KeyValuePair<string, AttributeValue>>();
        Condition condition = new Condition.Exists(PathOf(table.Schema.Partition.Name), Wanted: true);
        foreach (var (attribute, comparator, value) in where)
        {
            if (comparator == Comparator.Equal && table.Schema.Has(attribute))
                key.Add(new(attribute, value.Of(parameters)));
            else
                condition = new Condition.All(condition, new Condition.Comparison(
                    new Operand.AtPath(PathOf(attribute)), comparator, new Operand.Literal(value.Of(parameters))));
        }

        return key.Count == table.Schema.Attributes.Count()
            ? (Item.Of(key), condition)
            : throw Refusals.Validation(
                "Where clause does not contain a mandatory equality on all key attributes");
    }

    private static DocumentPath PathOf(string attribute) => new([PathStep.Member(attribute)]);
}
