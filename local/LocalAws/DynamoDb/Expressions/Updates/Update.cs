using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;
using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Updates;

/// <summary>One action of an update expression.</summary>
internal abstract record UpdateAction(DocumentPath Path)
{
    public sealed record Set(DocumentPath Path, UpdateValue Value) : UpdateAction(Path);

    public sealed record Remove(DocumentPath Path) : UpdateAction(Path);

    public sealed record Add(DocumentPath Path, AttributeValue Value) : UpdateAction(Path);

    public sealed record Delete(DocumentPath Path, SetValue Elements) : UpdateAction(Path);
}

/// <summary>A parsed update expression.</summary>
internal sealed record Update(IReadOnlyList<UpdateAction> Actions)
{
    private static readonly Comparer<DocumentPath> FromTheBack = Comparer<DocumentPath>.Create(static (one, two) =>
    {
        var common = one.Steps.AsSpan().CommonPrefixLength(two.Steps);
        if (common == one.Steps.Length || common == two.Steps.Length)
            return one.Steps.Length.CompareTo(two.Steps.Length);
        var (first, second) = (one.Steps[common], two.Steps[common]);
        return first.Name is null && second.Name is null
            ? second.Index.CompareTo(first.Index)
            : string.CompareOrdinal(first.Name, second.Name);
    });

    public static Update Nothing { get; } = new([]);

    /// <summary>What is said of an operand that does not fit the attribute it meets.</summary>
    public string WrongType { get; init; } = UpdateValue.WrongTypeMessage;

    /// <summary>Only takes away: on an item that is not there it creates none.</summary>
    public bool OnlyRemoves => Actions.Count > 0
        && Actions.All(static action => action is UpdateAction.Remove or UpdateAction.Delete);

    public IEnumerable<DocumentPath> Paths => Actions.Select(static action => action.Path);

    /// <summary>
    /// The item after the update. Every value is computed from the item before it, and list elements are removed from
    /// the back, so that an index always means the element it meant at the start.
    /// </summary>
    public Item Apply(Item before)
    {
        var after = before;
        foreach (var (path, value) in Assignments(before).OrderBy(static set => set.Path.Steps[^1].Index))
            after = DocumentEditor.Set(after, path, value);
        foreach (var path in Removals(before).Order(FromTheBack))
            after = DocumentEditor.Remove(after, path);
        return after;
    }

    private List<(DocumentPath Path, AttributeValue Value)> Assignments(Item before)
    {
        var assignments = new List<(DocumentPath, AttributeValue)>();
        foreach (var action in Actions)
        {
            var value = action switch
            {
                UpdateAction.Set set => set.Value.Evaluate(before),
                UpdateAction.Add add => Added(add.Path.Find(before), add.Value),
                UpdateAction.Delete delete => Reduced(delete.Path.Find(before), delete.Elements),
                _ => null,
            };
            if (value is not null)
                assignments.Add((action.Path, value));
        }

        return assignments;
    }

    private IEnumerable<DocumentPath> Removals(Item before) => Actions
        .Where(action => action is UpdateAction.Remove
            || (action is UpdateAction.Delete delete && delete.Path.Find(before) is SetValue set
                && Reduced(set, delete.Elements) is null))
        .Select(static action => action.Path);

    private AttributeValue Added(AttributeValue? current, AttributeValue value) => (current, value) switch
    {
        (null, _) => value,
        (NumberValue number, NumberValue more) => new NumberValue(number.Number + more.Number),
        (SetValue set, SetValue more) when set.ElementType == more.ElementType => set.Union(more),
        (ListValue list, ListValue more) => new ListValue([.. list.Elements, .. more.Elements]),
        _ => throw Refusals.Validation(WrongType),
    };

    /// <summary>What remains of a set, or null where nothing does: DynamoDB keeps no empty set.</summary>
    private SetValue? Reduced(AttributeValue? current, SetValue elements) => current switch
    {
        null => null,
        SetValue set when set.ElementType == elements.ElementType =>
            set.Except(elements) is { Elements.Length: > 0 } rest ? rest : null,
        _ => throw Refusals.Validation(WrongType),
    };
}
