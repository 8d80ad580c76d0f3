using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations;

/// <summary>Members that many requests have.</summary>
internal static class RequestReader
{
    private static readonly string[] Legacy =
    [
        "AttributesToGet", "AttributeUpdates", "ConditionalOperator", "Expected", "KeyConditions", "QueryFilter",
        "ScanFilter",
    ];

    extension(JsonElement input)
    {
        public string TableName() => input.Text("TableName") is { Length: > 0 } name ? name : throw Refusals.Validation(
            "The parameter 'TableName' is required but was not present in the request");

        public Item Attributes(string member) => ValueReader.ReadItem(
            input.Member(member) ?? throw Refusals.Constraint(null, Lowered(member), "Member must not be null"));

        /// <summary>One of the values, the first of which is the default.</summary>
        public string OneOf(string member, params ReadOnlySpan<string> values)
        {
            if (input.Text(member) is not { } given)
                return values[0];
            foreach (var value in values)
            {
                if (value == given)
                    return value;
            }

            throw Refusals.Constraint(
                given, Lowered(member), $"Member must satisfy enum value set: [{string.Join(", ", values)}]");
        }

        /// <summary>Refuses, rather than overlooks, what expressions have long replaced.</summary>
        public void RefuseLegacy()
        {
            foreach (var member in Legacy)
            {
                if (input.Member(member) is not null)
                {
                    throw Refusals.Validation(
                        $"LocalAws does not offer the legacy parameter {member}: use an expression.");
                }
            }
        }
    }

    private static string Lowered(string member) => char.ToLowerInvariant(member[0]) + member[1..];
}
