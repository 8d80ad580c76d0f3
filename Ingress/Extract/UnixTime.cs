using System.Globalization;

namespace WebhookSystem.Ingress.Extract;

/// <summary>
/// Time since 1970 as digits, with a fraction where the sender gives one. Its unit is told by its size: as seconds each
/// number would be a time at least three thousand years away.
/// </summary>
internal static class UnixTime
{
    private const long NanosecondsPerSecond = 1_000_000_000;

    // Above | unit
    // ------|-------------
    //       | seconds, until the year 5138
    // 10^11 | milliseconds
    // 10^14 | microseconds
    // 10^17 | nanoseconds
    private const long MillisecondsFrom = 100_000_000_000;
    private const long MicrosecondsFrom = 1000 * MillisecondsFrom;
    private const long NanosecondsFrom = 1000 * MicrosecondsFrom;

    /// <summary>Nanoseconds since 1970; null where the text is none.</summary>
    public static Int128? Parse(ReadOnlySpan<char> text)
    {
        var point = text.IndexOf('.');
        var whole = point < 0 ? text : text[..point];
        if (!long.TryParse(whole, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return null;
        var unit = count switch
        {
            < MillisecondsFrom => NanosecondsPerSecond,
            < MicrosecondsFrom => 1_000_000,
            < NanosecondsFrom => 1000,
            _ => 1,
        };
        return point < 0 ? (Int128)count * unit
            : Fraction(text[(point + 1)..], unit) is { } part ? ((Int128)count * unit) + part
            : null;
    }

    /// <summary>The fraction that digits after a point make of a unit, cut to whole nanoseconds.</summary>
    public static long? Fraction(ReadOnlySpan<char> digits, long unit)
    {
        if (digits.IsEmpty || digits.ContainsAnyExceptInRange('0', '9'))
            return null;
        var sum = 0L;
        foreach (var digit in digits)
        {
            unit /= 10;
            sum += (digit - '0') * unit;
        }

        return sum;
    }
}
