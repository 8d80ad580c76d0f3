using System.Text.Json.Nodes;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Differential;

/// <summary>Answers without what may differ: the order of sets and of scanned items, a message's words.</summary>
internal static class Normalised
{
    private static readonly string[] Unordered = ["SS", "NS", "BS"];
    private static readonly string[] Dropped =
        ["ConsumedCapacity", "UnprocessedItems", "ItemCollectionMetrics", "Message", "message", "__type"];

    public static string Of(Call call, Answer answer)
    {
        var body = Ordered(answer.Body, call.Operation == "Scan");
        return $"{answer.Error} {body?.ToJsonString()}";
    }

    public static JsonNode Of(JsonObject document) => Ordered(document, isScan: false)!;

    private static JsonNode? Ordered(JsonNode? node, bool isScan) => node switch
    {
        JsonObject one => new JsonObject(one
            .Where(static member => !Dropped.Contains(member.Key) && member.Value is not null)
            .OrderBy(static member => member.Key, StringComparer.Ordinal)
            .Select(member => KeyValuePair.Create(member.Key, Member(member.Key, member.Value, isScan)))),
        JsonArray many => new JsonArray([.. many.Select(element => Ordered(element, isScan))]),
        _ => node?.DeepClone(),
    };

    private static JsonNode? Member(string name, JsonNode? value, bool isScan) => value switch
    {
        JsonArray set when Unordered.Contains(name) => new JsonArray([.. set
            .Select(static element => element!.GetValue<string>()).Order(StringComparer.Ordinal)
            .Select(static element => (JsonNode)element)]),
        JsonArray items when isScan && name == "Items" => new JsonArray([.. items
            .Select(item => Ordered(item, isScan))
            .OrderBy(static item => item!.ToJsonString(), StringComparer.Ordinal)]),
        _ => Ordered(value, isScan),
    };
}
