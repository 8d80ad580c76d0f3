using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Legacy;

/// <summary>One attribute held against values by an operator that has a name instead of a sign.</summary>
internal sealed record LegacyComparison(string Attribute, string Operator, AttributeValue[] Values)
{
    private static readonly string[] Operators =
    [
        "IN", "NULL", "BETWEEN", "LT", "NOT_CONTAINS", "EQ", "GT", "NOT_NULL", "NE", "LE", "BEGINS_WITH", "GE",
        "CONTAINS",
    ];

    /// <param name="member">Where the comparison stands, e.g. <c>keyConditions.pk</c>.</param>
    public static LegacyComparison Read(string attribute, JsonElement given, string member)
    {
        var name = given.Text("ComparisonOperator") ?? throw Refusals.Constraint(
            null, $"{member}.member.comparisonOperator", "Member must not be null");
        if (!Operators.Contains(name))
        {
            throw Refusals.Constraint(name, $"{member}.member.comparisonOperator",
                $"Member must satisfy enum value set: [{string.Join(", ", Operators)}]");
        }

        AttributeValue[] values = given.Member("Value") is { } value
            ? [ValueReader.Read(value)]
            : [.. given.Array("AttributeValueList").Select(ValueReader.Read)];
        var comparison = new LegacyComparison(attribute, name, values);
        comparison.RequireValues();
        return comparison;
    }

    public Condition ToCondition()
    {
        var path = new DocumentPath([PathStep.Member(Attribute)]);
        var subject = new Operand.AtPath(path);
        Operand.Literal[] values = [.. Values.Select(static value => new Operand.Literal(value))];
        return Operator switch
        {
            "EQ" => new Condition.Comparison(subject, Comparator.Equal, values[0]),
            "NE" => new Condition.Comparison(subject, Comparator.NotEqual, values[0]),
            "LE" => new Condition.Comparison(subject, Comparator.LessOrEqual, values[0]),
            "LT" => new Condition.Comparison(subject, Comparator.Less, values[0]),
            "GE" => new Condition.Comparison(subject, Comparator.GreaterOrEqual, values[0]),
            "GT" => new Condition.Comparison(subject, Comparator.Greater, values[0]),
            "BETWEEN" => new Condition.Between(subject, values[0], values[1]),
            "IN" => new Condition.In(subject, values),
            "BEGINS_WITH" => new Condition.BeginsWith(subject, values[0]),
            "CONTAINS" => new Condition.Contains(subject, values[0]),
            "NOT_CONTAINS" => new Condition.All(
                new Condition.Exists(path, true), new Condition.Not(new Condition.Contains(subject, values[0]))),
            "NOT_NULL" => new Condition.Exists(path, true),
            "NULL" => new Condition.Exists(path, false),
            _ => throw new System.Diagnostics.UnreachableException(),
        };
    }

    private void RequireValues()
    {
        var isRightCount = Operator switch
        {
            "NULL" or "NOT_NULL" => Values.Length == 0,
            "IN" => Values.Length > 0,
            "BETWEEN" => Values.Length == 2,
            _ => Values.Length == 1,
        };
        if (!isRightCount)
            throw Refusals.Invalid($"Invalid number of argument(s) for the {Operator} ComparisonOperator");
        if (Values.Any(value => value.Type != Values[0].Type))
            throw Refusals.Invalid("AttributeValues inside AttributeValueList must be of same type");
        if (Values.FirstOrDefault(value => !Takes(value)) is { } wrong)
        {
            throw Refusals.Invalid(
                $"ComparisonOperator {Operator} is not valid for {wrong.Type} AttributeValue type");
        }

        if (Operator == "BETWEEN" && AttributeValue.Compare(Values[0], Values[1]) > 0)
        {
            throw Refusals.Validation("The BETWEEN condition was provided a range where the lower bound is greater "
                + "than the upper bound");
        }
    }

    private bool Takes(AttributeValue value) => Operator switch
    {
        "EQ" or "NE" => true,
        "BEGINS_WITH" => value is StringValue or BinaryValue,
        "CONTAINS" or "NOT_CONTAINS" => value is StringValue or NumberValue or BinaryValue or BooleanValue or NullValue,
        _ => value is StringValue or NumberValue or BinaryValue,
    };
}
