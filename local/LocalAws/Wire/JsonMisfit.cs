using System.Text.Json;

namespace WebhookSystem.LocalAws.Wire;

/// <summary>What a member of a request was to be.</summary>
internal enum JsonShape { Text, Flag, Integer, Long, Bytes, List, Structure }

/// <summary>A member of another kind of JSON than its operation knows; each service has its own words for it.</summary>
/// <param name="Found">What it is.</param>
/// <param name="Token">What AWS's parser calls it.</param>
/// <param name="Wanted">What it was to be.</param>
internal sealed record JsonMisfit(JsonValueKind Found, string Token, JsonShape Wanted)
{
    public static JsonMisfit Of(JsonElement element, JsonShape wanted) => new(
        element.ValueKind, element.ValueKind switch
        {
            JsonValueKind.Number when element.GetRawText().AsSpan().ContainsAny('.', 'e', 'E') => "DECIMAL_VALUE",
            var kind => $"{kind.ToString().ToUpperInvariant()}_VALUE",
        },
        wanted);

    /// <summary>The words of the services that are not DynamoDB.</summary>
    public string Describe() => (Found, Wanted) switch
    {
        (JsonValueKind.Object, _) => "Start of structure or map found where not expected",
        (JsonValueKind.Array, _) => "Start of list found where not expected",
        (_, JsonShape.Text) => $"{Token} can not be converted to a String",
        (_, JsonShape.Flag) => $"{Token} can not be converted to an Boolean",
        (_, JsonShape.Integer) => $"{Token} can not be converted to an Integer",
        (_, JsonShape.Long) => $"{Token} can not be converted to a Long",
        (_, JsonShape.Bytes) => "only base-64-encoded strings are convertible to bytes",
        (_, JsonShape.List or JsonShape.Structure) => "Unexpected field type",
        _ => throw new System.Diagnostics.UnreachableException(),
    };
}
