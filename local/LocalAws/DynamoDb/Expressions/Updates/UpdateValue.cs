using WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;
using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Updates;

/// <summary>The right-hand side of a SET, computed from the item as it was before the update.</summary>
internal abstract record UpdateValue
{
    public const string WrongTypeMessage = "An operand in the update expression has an incorrect data type";

    public abstract AttributeValue Evaluate(Item item);

    public sealed record Literal(AttributeValue Value) : UpdateValue
    {
        public override AttributeValue Evaluate(Item item) => Value;
    }

    public sealed record AtPath(DocumentPath Path) : UpdateValue
    {
        public override AttributeValue Evaluate(Item item) => Path.Find(item) ?? throw Refusals.Validation(
            "The provided expression refers to an attribute that does not exist in the item");
    }

    public sealed record IfNotExists(DocumentPath Path, UpdateValue Otherwise) : UpdateValue
    {
        public override AttributeValue Evaluate(Item item) => Path.Find(item) ?? Otherwise.Evaluate(item);
    }

    public sealed record Appended(UpdateValue First, UpdateValue Second) : UpdateValue
    {
        public override AttributeValue Evaluate(Item item) =>
            (First.Evaluate(item), Second.Evaluate(item)) is (ListValue first, ListValue second)
                ? new ListValue([.. first.Elements, .. second.Elements])
                : throw WrongType();
    }

    public sealed record Sum(UpdateValue Left, UpdateValue Right, bool IsDifference) : UpdateValue
    {
        public override AttributeValue Evaluate(Item item) =>
            (Left.Evaluate(item), Right.Evaluate(item)) is (NumberValue left, NumberValue right)
                ? new NumberValue(IsDifference ? left.Number - right.Number : left.Number + right.Number)
                : throw WrongType();
    }

    protected static Wire.AwsException WrongType() => Refusals.Validation(WrongTypeMessage);
}
