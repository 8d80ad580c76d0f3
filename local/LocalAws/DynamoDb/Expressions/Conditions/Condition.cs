using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;
using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;

/// <summary>Something a condition compares: a path, a value, or the size of one.</summary>
internal abstract record Operand
{
    public abstract AttributeValue? Evaluate(Item item);

    public sealed record AtPath(DocumentPath Path) : Operand
    {
        public override AttributeValue? Evaluate(Item item) => Path.Find(item);
    }

    public sealed record Literal(AttributeValue Value) : Operand
    {
        public override AttributeValue? Evaluate(Item item) => Value;
    }

    public sealed record SizeOf(Operand Of) : Operand
    {
        public override AttributeValue? Evaluate(Item item) =>
            Of.Evaluate(item)?.Length is { } length ? new NumberValue(DynamoNumber.Of(length, 0)) : null;
    }
}

/// <summary>A parsed condition or filter, evaluated against an item (empty where there is none).</summary>
internal abstract record Condition
{
    public abstract bool IsMet(Item item);

    public sealed record All(Condition Left, Condition Right) : Condition
    {
        public override bool IsMet(Item item) => Left.IsMet(item) && Right.IsMet(item);
    }

    public sealed record Any(Condition Left, Condition Right) : Condition
    {
        public override bool IsMet(Item item) => Left.IsMet(item) || Right.IsMet(item);
    }

    public sealed record Not(Condition Inner) : Condition
    {
        public override bool IsMet(Item item) => !Inner.IsMet(item);
    }

    public sealed record Comparison(Operand Left, Comparator Comparator, Operand Right) : Condition
    {
        public override bool IsMet(Item item)
        {
            var (left, right) = (Left.Evaluate(item), Right.Evaluate(item));
            if (left is null || right is null)
                return Comparator == Comparator.NotEqual;

            return Comparator switch
            {
                Comparator.Equal => left.Equals(right),
                Comparator.NotEqual => !left.Equals(right),
                Comparator.Less => AttributeValue.Compare(left, right) < 0,
                Comparator.LessOrEqual => AttributeValue.Compare(left, right) <= 0,
                Comparator.Greater => AttributeValue.Compare(left, right) > 0,
                Comparator.GreaterOrEqual => AttributeValue.Compare(left, right) >= 0,
            };
        }
    }

    public sealed record Between(Operand Subject, Operand Low, Operand High) : Condition
    {
        public override bool IsMet(Item item) =>
            (Subject.Evaluate(item), Low.Evaluate(item), High.Evaluate(item)) is ({ } value, { } low, { } high)
            && AttributeValue.Compare(value, low) >= 0 && AttributeValue.Compare(value, high) <= 0;
    }

    public sealed record In(Operand Subject, Operand[] Candidates) : Condition
    {
        public override bool IsMet(Item item) => Subject.Evaluate(item) is { } value
            && Array.Exists(Candidates, candidate => value.Equals(candidate.Evaluate(item)));
    }

    public sealed record Exists(DocumentPath Path, bool Wanted) : Condition
    {
        public override bool IsMet(Item item) => Path.Find(item) is not null == Wanted;
    }

    public sealed record HasType(Operand Subject, Operand Wanted) : Condition
    {
        public override bool IsMet(Item item) =>
            Subject.Evaluate(item) is { } value && Wanted.Evaluate(item) is StringValue type && value.Type == type.Text;
    }

    public sealed record BeginsWith(Operand Subject, Operand Prefix) : Condition
    {
        public override bool IsMet(Item item) => IsPrefix(Subject.Evaluate(item), Prefix.Evaluate(item));

        public static bool IsPrefix(AttributeValue? whole, AttributeValue? prefix) => (whole, prefix) switch
        {
            (StringValue a, StringValue b) => a.Text.StartsWith(b.Text, StringComparison.Ordinal),
            (BinaryValue a, BinaryValue b) => a.Bytes.AsSpan().StartsWith(b.Bytes),
            _ => false,
        };
    }

    public sealed record Contains(Operand Subject, Operand Sought) : Condition
    {
        public override bool IsMet(Item item) => (Subject.Evaluate(item), Sought.Evaluate(item)) switch
        {
            (StringValue subject, StringValue part) => subject.Text.Contains(part.Text, StringComparison.Ordinal),
            (BinaryValue subject, BinaryValue part) => subject.Bytes.AsSpan().IndexOf(part.Bytes) >= 0,
            (SetValue set, { } element) => set.Contains(element),
            (ListValue list, { } element) => list.Elements.Contains(element),
            _ => false,
        };
    }
}
