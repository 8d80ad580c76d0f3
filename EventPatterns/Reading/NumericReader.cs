using System.Text.Json;
using WebhookSystem.EventPatterns.Matching;

namespace WebhookSystem.EventPatterns.Reading;

/// <summary>
/// Reads <c>["&gt;", 0]</c> or <c>["&gt;", 0, "&lt;=", 5]</c>: a comparison, or a lower and an upper bound.
/// </summary>
internal static class NumericReader
{
    public static NumberRange Read(JsonElement operand, string place)
    {
        if (operand.ValueKind != JsonValueKind.Array || operand.GetArrayLength() is not (2 or 4))
            throw new InvalidPatternException($"{place}: numeric takes one comparison and its number, or two.");

        var parts = operand.EnumerateArray().ToList();
        var range = new NumberRange(
            [.. parts.Chunk(2).Select(pair => (ReadComparison(pair[0], place), ReadBound(pair[1], place)))]);
        if (range.Conditions is [var lower, var upper] && !IsRange(lower, upper))
            throw new InvalidPatternException($"{place}: two comparisons are a lower bound and a greater upper bound.");
        return range;
    }

    private static bool IsRange(
        (Comparison Comparison, decimal Bound) lower, (Comparison Comparison, decimal Bound) upper) =>
        lower.Comparison is Comparison.Greater or Comparison.AtLeast
        && upper.Comparison is Comparison.Less or Comparison.AtMost
        && lower.Bound < upper.Bound;

    private static Comparison ReadComparison(JsonElement element, string place) =>
        (element.ValueKind == JsonValueKind.String ? element.GetString() : null) switch
        {
            "=" => Comparison.Equal,
            "<" => Comparison.Less,
            "<=" => Comparison.AtMost,
            ">" => Comparison.Greater,
            ">=" => Comparison.AtLeast,
            _ => throw new InvalidPatternException($"{place}: numeric compares by =, <, <=, > or >=."),
        };

    private static decimal ReadBound(JsonElement element, string place) =>
        element.ValueKind == JsonValueKind.Number && Numbers.ReadComparable(element.GetRawText()) is { } bound ? bound
            : throw new InvalidPatternException($"{place}: numeric compares with a number from -5.0e9 to 5.0e9.");
}
