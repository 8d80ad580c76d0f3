using System.Globalization;

namespace WebhookSystem.Ingress.Extract;

/// <summary>Instants such as <c>2026-01-02T03:04:05.678Z</c> or <c>…+02:00</c>, with any fraction.</summary>
internal static class Rfc3339
{
    private const long NanosecondsPerSecond = 1_000_000_000;
    private const int DateTimeCharacters = 19;

    /// <summary>Nanoseconds since 1970; null where the text is no instant: without an offset it is none.</summary>
    public static Int128? Parse(ReadOnlySpan<char> text)
    {
        if (text.Length <= DateTimeCharacters || Seconds(text) is not { } seconds)
            return null;
        var rest = text[DateTimeCharacters..];
        var fraction = 0L;
        if (rest[0] == '.')
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            if (digits <= 0)
                return null;
            fraction = UnixTime.Fraction(rest.Slice(1, digits), NanosecondsPerSecond) ?? 0;
            rest = rest[(digits + 1)..];
        }

        return Offset(rest) is { } offset ? ((Int128)(seconds - offset) * NanosecondsPerSecond) + fraction : null;
    }

    // A leap second is written as the sixtieth, and is the next minute's first.
    private static long? Seconds(ReadOnlySpan<char> text)
    {
        var hasShape = text[4] == '-' && text[7] == '-' && text[10] is 'T' or 't' or ' '
            && text[13] == ':' && text[16] == ':';
        if (!hasShape || Number(text[..4]) is not (>= 1 and var year)
            || Number(text[5..7]) is not (>= 1 and <= 12 and var month)
            || Number(text[8..10]) is not (>= 1 and var day) || day > DateTime.DaysInMonth(year, month)
            || Number(text[11..13]) is not (<= 23 and var hour) || Number(text[14..16]) is not (<= 59 and var minute)
            || Number(text[17..19]) is not (<= 60 and var second))
            return null;
        var days = new DateOnly(year, month, day).DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber;
        return (((((days * 24L) + hour) * 60) + minute) * 60) + second;
    }

    private static int? Offset(ReadOnlySpan<char> text)
    {
        if (text is "Z" or "z")
            return 0;
        if (text.Length != 6 || text[3] != ':' || text[0] is not ('+' or '-')
            || Number(text[1..3]) is not (<= 23 and var hours) || Number(text[4..6]) is not (<= 59 and var minutes))
            return null;
        var seconds = ((hours * 60) + minutes) * 60;
        return text[0] == '-' ? -seconds : seconds;
    }

    private static int? Number(ReadOnlySpan<char> digits) =>
        int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
}
