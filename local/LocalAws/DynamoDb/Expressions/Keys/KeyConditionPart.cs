using WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Keys;

/// <summary>Reads one part of a key condition: an attribute of the key and what it is held against.</summary>
internal static class KeyConditionPart
{
    private const string Kind = "KeyConditionExpression";

    public static (string Attribute, SortRange Range) Read(Condition part) => part switch
    {
        Condition.Comparison { Comparator: Comparator.NotEqual } => throw Unsupported("<>"),
        Condition.Comparison comparison => Compared(comparison),
        Condition.Between between => First("BETWEEN", between.Subject, between.Low, between.High),
        Condition.BeginsWith prefix => First("begins_with", prefix.Subject, prefix.Prefix),
        Condition.Any => throw Unsupported("OR"),
        Condition.Not => throw Unsupported("NOT"),
        Condition.In => throw Unsupported("IN"),
        Condition.Exists { Wanted: var wanted } =>
            throw Unsupported(wanted ? "attribute_exists" : "attribute_not_exists"),
        Condition.Contains => throw Unsupported("contains"),
        Condition.HasType => throw Unsupported("attribute_type"),
        _ => throw new System.Diagnostics.UnreachableException(),
    };

    private static (string Attribute, SortRange Range) Compared(Condition.Comparison comparison)
    {
        var attribute = OnlyAttribute(comparison.Left, comparison.Right);
        return comparison.Left is Operand.Literal { Value: var left }
            ? (attribute, new SortRange.Compared(Mirrored(comparison.Comparator), left))
            : (attribute, new SortRange.Compared(comparison.Comparator, ((Operand.Literal)comparison.Right).Value));
    }

    private static (string Attribute, SortRange Range) First(string operation, Operand subject, params Operand[] others)
    {
        if (subject is not Operand.AtPath)
        {
            throw Refusals.Validation($"Invalid condition in {Kind}: {operation} operator must have the key attribute "
                + "as its first operand");
        }

        var attribute = OnlyAttribute([subject, .. others]);
        var first = ((Operand.Literal)others[0]).Value;
        return (attribute, others is [_, Operand.Literal { Value: var second }]
            ? new SortRange.Between(first, second)
            : new SortRange.BeginsWith(first));
    }

    private static string OnlyAttribute(params ReadOnlySpan<Operand> operands)
    {
        string? attribute = null;
        foreach (var operand in operands)
        {
            if (operand is Operand.SizeOf)
                throw Refusals.Validation($"{Kind}s cannot contain nested operations");
            if (operand is not Operand.AtPath { Path: var path })
                continue;
            if (attribute is not null)
                throw Refusals.Validation(
                    $"Invalid condition in {Kind}: Multiple attribute names used in one condition");
            if (path.Steps.Length > 1)
                throw Refusals.Validation($"{Kind}s cannot have conditions on nested attributes");
            attribute = path.Root;
        }

        return attribute ?? throw Refusals.Validation($"Invalid condition in {Kind}: No key attribute specified");
    }

    private static Comparator Mirrored(Comparator comparator) => comparator switch
    {
        Comparator.Less => Comparator.Greater,
        Comparator.LessOrEqual => Comparator.GreaterOrEqual,
        Comparator.Greater => Comparator.Less,
        Comparator.GreaterOrEqual => Comparator.LessOrEqual,
        Comparator.Equal or Comparator.NotEqual => comparator,
    };

    private static Wire.AwsException Unsupported(string operation) =>
        Refusals.Validation($"Invalid operator used in {Kind}: {operation}");
}
