using System.Text.Json;

namespace WebhookSystem.EventPatterns.Matching;

/// <summary>Says whether one value of the event, never an object or an array, is wanted.</summary>
internal abstract record Matcher
{
    public abstract bool Matches(JsonElement value);
}

/// <summary><c>{"exists": true}</c>: about the field, not about its value.</summary>
internal sealed record Exists(bool IsWanted) : Matcher
{
    public override bool Matches(JsonElement value) => IsWanted;
}

/// <summary><c>true</c>, <c>false</c> or <c>null</c>.</summary>
internal sealed record ExactLiteral(JsonValueKind Kind) : Matcher
{
    public override bool Matches(JsonElement value) => value.ValueKind == Kind;
}

/// <summary><c>"text"</c>.</summary>
internal sealed record ExactText(string Text) : Matcher
{
    public override bool Matches(JsonElement value) => Texts.Equal(value, Text);
}

/// <summary><c>{"anything-but": …}</c>: a value must be there.</summary>
internal sealed record AnythingBut(IReadOnlyList<Matcher> Unwanted) : Matcher
{
    public override bool Matches(JsonElement value) => !Unwanted.Any(matcher => matcher.Matches(value));
}
