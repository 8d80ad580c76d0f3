using System.Text.Json;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Declaring;

internal static class TagReader
{
    public static IReadOnlyDictionary<string, string> Read(JsonElement input)
    {
        var tags = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var tag in input.Array("Tags"))
            tags[tag.Text("Key") ?? ""] = tag.Text("Value") ?? "";
        return tags;
    }
}
