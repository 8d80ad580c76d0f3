using System.Text.Json;

namespace WebhookSystem.EventPatterns.Matching;

/// <summary>Matches text by one of its ends.</summary>
internal sealed record TextEnd(string Text, bool IsPrefix, StringComparison Comparison) : Matcher
{
    public override bool Matches(JsonElement value) => Texts.Of(value) is { } text
        && (IsPrefix ? text.StartsWith(Text, Comparison) : text.EndsWith(Text, Comparison));
}

/// <summary><c>{"equals-ignore-case": "text"}</c>.</summary>
internal sealed record TextIgnoringCase(string Text) : Matcher
{
    public override bool Matches(JsonElement value) => Texts.Of(value) is { } text
        && text.Equals(Text, StringComparison.OrdinalIgnoreCase);
}

/// <summary>
/// <c>{"wildcard": "a*b"}</c>: each star is any text, also none. The parts are what stands between the stars.
/// </summary>
internal sealed record Wildcard(IReadOnlyList<string> Parts) : Matcher
{
    public override bool Matches(JsonElement value) => Texts.Of(value) is { } text && Matches(text.AsSpan());

    // First part at the front, last at the back, and each one between as early as it can be found.
    private bool Matches(ReadOnlySpan<char> text)
    {
        if (Parts.Count == 1)
            return text.SequenceEqual(Parts[0]);
        if (!text.StartsWith(Parts[0]))
            return false;

        text = text[Parts[0].Length..];
        foreach (var part in Parts.Skip(1).SkipLast(1))
        {
            var at = text.IndexOf(part);
            if (at < 0)
                return false;
            text = text[(at + part.Length)..];
        }

        return text.EndsWith(Parts[^1]);
    }
}
