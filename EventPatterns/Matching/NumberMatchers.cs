using System.Globalization;
using System.Text.Json;

namespace WebhookSystem.EventPatterns.Matching;

/// <summary>A number is equal by value (300 and 3.0e2) and, where it is beyond reckoning, by its text.</summary>
internal sealed record ExactNumber(string Text) : Matcher
{
    private readonly decimal? _number = Numbers.Read(Text);

    public override bool Matches(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number)
            return false;
        var text = value.GetRawText();
        return text == Text || (_number is not null && Numbers.Read(text) == _number);
    }
}

/// <summary>
/// <c>{"numeric": ["&gt;", 0, "&lt;=", 5]}</c>: for numbers of JSON only, never for text that looks like one.
/// </summary>
internal sealed record NumberRange(IReadOnlyList<(Comparison Comparison, decimal Bound)> Conditions) : Matcher
{
    public override bool Matches(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Number || Numbers.ReadComparable(value.GetRawText()) is not { } number)
            return false;
        return Conditions.All(condition => condition.Comparison switch
        {
            Comparison.Equal => number == condition.Bound,
            Comparison.Less => number < condition.Bound,
            Comparison.AtMost => number <= condition.Bound,
            Comparison.Greater => number > condition.Bound,
            Comparison.AtLeast => number >= condition.Bound,
        });
    }
}

internal enum Comparison { Equal, Less, AtMost, Greater, AtLeast }

internal static class Numbers
{
    /// <summary>EventBridge compares numbers from -5.0e9 to 5.0e9.</summary>
    public const decimal ComparableMax = 5_000_000_000m;

    public static decimal? Read(string text) =>
        decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number : null;

    /// <summary>A number that is small enough to be compared.</summary>
    public static decimal? ReadComparable(string text) =>
        Read(text) is { } number && Math.Abs(number) <= ComparableMax ? number : null;
}
