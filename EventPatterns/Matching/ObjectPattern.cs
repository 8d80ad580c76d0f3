using System.Text.Json;

namespace WebhookSystem.EventPatterns.Matching;

/// <summary>A pattern for one field: for what is in it, or for its value.</summary>
internal interface IFieldPattern
{
    /// <param name="value">Null where the event has no such field.</param>
    bool Matches(JsonElement? value);
}

/// <summary>All fields must match, and of each set of alternatives one.</summary>
internal sealed record ObjectPattern(
    IReadOnlyList<(string Name, IFieldPattern Pattern)> Fields,
    IReadOnlyList<IReadOnlyList<ObjectPattern>> Alternatives)
    : IFieldPattern
{
    public bool Matches(JsonElement? value) =>
        value is { ValueKind: JsonValueKind.Array } array && array.GetArrayLength() > 0
            ? MatchesAny(array)
            : MatchesOne(value is { ValueKind: JsonValueKind.Object } ? value : null);

    // All fields must be found in the same element, not one here and one there.
    private bool MatchesAny(JsonElement array)
    {
        foreach (var element in array.EnumerateArray())
        {
            if (Matches(element))
                return true;
        }

        return false;
    }

    private bool MatchesOne(JsonElement? value)
    {
        foreach (var (name, pattern) in Fields)
        {
            if (!pattern.Matches(value is { } owner ? Texts.Member(owner, name) : null))
                return false;
        }

        return Alternatives.All(alternatives => alternatives.Any(alternative => alternative.MatchesOne(value)));
    }
}
