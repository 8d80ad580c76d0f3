using WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;
using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Keys;

/// <summary>The sort keys that a query wants: one unbroken stretch of their order.</summary>
internal abstract record SortRange
{
    /// <summary>The values it was given, to be held against the key's type.</summary>
    public abstract IEnumerable<AttributeValue> Bounds { get; }

    /// <summary>Negative below the stretch, 0 within, positive above.</summary>
    public abstract int Place(AttributeValue sort);

    private static int Order(AttributeValue left, AttributeValue right) => AttributeValue.Compare(left, right) ?? 0;

    public sealed record Compared(Comparator Comparator, AttributeValue Bound) : SortRange
    {
        public override IEnumerable<AttributeValue> Bounds => [Bound];

        public override int Place(AttributeValue sort)
        {
            var order = Order(sort, Bound);
            return Comparator switch
            {
                Comparator.Equal => order,
                Comparator.Less => order < 0 ? 0 : 1,
                Comparator.LessOrEqual => order <= 0 ? 0 : 1,
                Comparator.Greater => order > 0 ? 0 : -1,
                Comparator.GreaterOrEqual => order >= 0 ? 0 : -1,
                Comparator.NotEqual => throw new System.Diagnostics.UnreachableException("It leaves two stretches."),
            };
        }
    }

    public sealed record Between(AttributeValue Low, AttributeValue High) : SortRange
    {
        public override IEnumerable<AttributeValue> Bounds => [Low, High];

        public override int Place(AttributeValue sort) => Order(sort, Low) < 0 ? -1 : Order(sort, High) > 0 ? 1 : 0;
    }

    public sealed record BeginsWith(AttributeValue Prefix) : SortRange
    {
        public override IEnumerable<AttributeValue> Bounds => [Prefix];

        public override int Place(AttributeValue sort) =>
            Condition.BeginsWith.IsPrefix(sort, Prefix) ? 0 : Order(sort, Prefix);
    }
}
