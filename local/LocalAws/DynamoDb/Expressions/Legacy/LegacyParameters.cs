using System.Text.Json;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Legacy;

/// <summary>A request speaks in expressions or in what they replaced, not in both.</summary>
internal static class LegacyParameters
{
    private static readonly string[] Old =
    [
        "AttributesToGet", "AttributeUpdates", "QueryFilter", "ScanFilter", "ConditionalOperator", "Expected",
        "KeyConditions",
    ];

    private static readonly string[] New =
    [
        "ProjectionExpression", "UpdateExpression", "FilterExpression", "ConditionExpression", "KeyConditionExpression",
    ];

    extension(JsonElement input)
    {
        public void RefuseMixedParameters()
        {
            var given = New.Where(member => input.Member(member) is not null).ToList();
            if (given.Count == 0)
                return;
            var old = Old.Where(member => input.Member(member) is not null
                && (member != "KeyConditions" || given.Contains("KeyConditionExpression"))).ToList();
            if (old.Count > 0)
            {
                throw Refusals.Validation("Can not use both expression and non-expression parameters in the same "
                    + $"request: Non-expression parameters: {{{string.Join(", ", old)}}} "
                    + $"Expression parameters: {{{string.Join(", ", given)}}}");
            }
        }
    }
}
