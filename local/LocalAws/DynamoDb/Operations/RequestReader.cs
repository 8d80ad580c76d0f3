using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations;

/// <summary>Members that many requests have.</summary>
internal static class RequestReader
{
    extension(JsonElement input)
    {
        public string TableName() => input.Text("TableName") is { Length: > 0 } name ? name : throw Refusals.Validation(
            "The parameter 'TableName' is required but was not present in the request");

        public Item Attributes(string member) => ValueReader.ReadItem(
            input.Member(member) ?? throw Refusals.Constraint(null, Lowered(member), "Member must not be null"));

        /// <param name="otherwise">What an absent member stands for.</param>
        /// <param name="values">In the order in which AWS lists them.</param>
        public string OneOf(string member, string otherwise, params ReadOnlySpan<string> values)
        {
            if (input.Text(member) is not { } given)
                return otherwise;
            foreach (var value in values)
            {
                if (value == given)
                    return value;
            }

            throw Refusals.Constraint(
                given, Lowered(member), $"Member must satisfy enum value set: [{string.Join(", ", values)}]");
        }
    }

    private static string Lowered(string member) => char.ToLowerInvariant(member[0]) + member[1..];
}
