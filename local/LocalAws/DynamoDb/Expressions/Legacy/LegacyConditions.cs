using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;
using WebhookSystem.LocalAws.DynamoDb.Operations;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Legacy;

/// <summary>
/// Reads what conditions and filters were before there were expressions: an object of attributes, each with a
/// comparison, all of which or one of which must be met.
/// </summary>
internal static class LegacyConditions
{
    /// <summary>The condition that a write's Expected gives, or null where it gives none.</summary>
    public static Condition? ReadExpected(JsonElement input) => Read(input, "Expected", ReadExpectation);

    /// <param name="member"><c>QueryFilter</c> or <c>ScanFilter</c>.</param>
    public static Condition? ReadFilter(JsonElement input, string member) => Read(input, member,
        (attribute, given) => LegacyComparison.Read(attribute, given, Place(member, attribute)).ToCondition());

    /// <summary>What a query asks of the key.</summary>
    public static Condition? ReadKey(JsonElement input)
    {
        if (input.Member("KeyConditions") is not { } given)
            return null;
        List<Condition> parts = [.. given.EnumerateMembers().Select(static part => ReadKeyPart(part))];
        return parts.Count is 1 or 2
            ? parts.Aggregate(static (left, right) => new Condition.All(left, right))
            : throw Refusals.Validation("Conditions can be of length 1 or 2 only");
    }

    private static Condition ReadKeyPart(JsonProperty part)
    {
        var comparison = LegacyComparison.Read(part.Name, part.Value, Place("KeyConditions", part.Name));
        return comparison.Operator is "EQ" or "LE" or "LT" or "GE" or "GT" or "BETWEEN" or "BEGINS_WITH"
            ? comparison.ToCondition()
            : throw Refusals.Validation("Attempted conditional constraint is not an indexable operation");
    }

    private static Condition? Read(
        JsonElement input, string member, Func<string, JsonElement, Condition> readOne)
    {
        var joint = input.OneOf("ConditionalOperator", "", "OR", "AND");
        var attributes = input.Member(member)?.EnumerateMembers().ToList() ?? [];
        if (joint.Length > 0 && attributes.Count < 2)
        {
            throw Refusals.Invalid(attributes.Count == 0
                ? "ConditionalOperator cannot be used without Filter or Expected"
                : "ConditionalOperator can only be used when Filter or Expected has two or more elements");
        }

        Condition? all = null;
        foreach (var attribute in attributes)
        {
            var one = readOne(attribute.Name, attribute.Value);
            all = all is null ? one : joint == "OR" ? new Condition.Any(all, one) : new Condition.All(all, one);
        }

        return all;
    }

    // An expectation is a comparison, or a value that must be there, or the wish that there be none.
    private static Condition ReadExpectation(string attribute, JsonElement given)
    {
        var value = given.Member("Value");
        if (value is not null && given.Member("AttributeValueList") is not null)
            throw Refusals.Invalid($"Value and AttributeValueList cannot be used together for Attribute: {attribute}");
        var exists = given.Flag("Exists");
        if (given.Text("ComparisonOperator") is { } comparison)
        {
            if (exists is not null)
                throw Refusals.Invalid(
                    $"Exists and ComparisonOperator cannot be used together for Attribute: {attribute}");
            if (value is null && given.Member("AttributeValueList") is null && comparison is not ("NULL" or "NOT_NULL"))
            {
                throw Refusals.Invalid($"Value or AttributeValueList must be used with ComparisonOperator: {comparison}"
                    + $" for Attribute: {attribute}");
            }

            return LegacyComparison.Read(attribute, given, Place("Expected", attribute)).ToCondition();
        }

        if (given.Member("AttributeValueList") is not null)
        {
            throw Refusals.Invalid(
                $"AttributeValueList can only be used with a ComparisonOperator for Attribute: {attribute}");
        }

        return (exists, value) switch
        {
            (false, null) => new LegacyComparison(attribute, "NULL", []).ToCondition(),
            (false, _) => throw Refusals.Invalid(
                $"Value cannot be used when Exists is false for Attribute: {attribute}"),
            (_, null) => throw Refusals.Invalid(
                $"Value must be provided when Exists is {(exists is null ? "null" : "true")} "
                + $"for Attribute: {attribute}"),
            (_, { } wanted) => new LegacyComparison(attribute, "EQ", [ValueReader.Read(wanted)]).ToCondition(),
        };
    }

    private static string Place(string member, string attribute) =>
        $"{char.ToLowerInvariant(member[0])}{member[1..]}.{attribute}";
}
