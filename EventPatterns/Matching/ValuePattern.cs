using System.Text.Json;

namespace WebhookSystem.EventPatterns.Matching;

/// <summary>
/// One of the matchers must take one of the field's values: an array in the event is a set of values.
/// </summary>
internal sealed record ValuePattern(IReadOnlyList<Matcher> Matchers) : IFieldPattern
{
    public bool Matches(JsonElement? value)
    {
        foreach (var matcher in Matchers)
        {
            if (matcher is Exists exists ? exists.IsWanted == HasValue(value) : Takes(matcher, value))
                return true;
        }

        return false;
    }

    /// <summary>Only values exist: an object is its fields, and an empty array is nothing.</summary>
    private static bool HasValue(JsonElement? value) => value?.ValueKind switch
    {
        null or JsonValueKind.Undefined or JsonValueKind.Object => false,
        JsonValueKind.Array => value.Value.EnumerateArray().Any(static element => HasValue(element)),
        _ => true,
    };

    private static bool Takes(Matcher matcher, JsonElement? value) => value?.ValueKind switch
    {
        null or JsonValueKind.Undefined or JsonValueKind.Object => false,
        JsonValueKind.Array => value.Value.EnumerateArray().Any(element => Takes(matcher, element)),
        _ => matcher.Matches(value.Value),
    };
}
