using System.Globalization;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Read;

/// <summary>Holds a signed timestamp against the clock.</summary>
internal static class Timeliness
{
    private const int DateTimeCharacters = 19;

    public static Verdict Of(Scheme scheme, ReadOnlySpan<char> timestamp, DateTimeOffset now)
    {
        if (scheme.Tolerance is not { } tolerance)
            return Verdict.Genuine;
        if (Read(scheme.TimestampForm, timestamp) is not { } at)
            return Verdict.MalformedHeader;
        // Where the sender gives whole seconds, the clock's are whole as well.
        var unit = scheme.TimestampForm == TimestampForm.Seconds
            ? TimeSpan.TicksPerSecond
            : TimeSpan.TicksPerMillisecond;
        return at / unit >= (now - tolerance).UtcTicks / unit
            && at / unit <= (now + Verifier.FutureSkewMax).UtcTicks / unit
            ? Verdict.Genuine
            : Verdict.OutsideTolerance;
    }

    /// <summary>Ticks since the year one; null where the text is no timestamp of the form.</summary>
    public static long? Read(TimestampForm form, ReadOnlySpan<char> text)
    {
        if (form == TimestampForm.Rfc3339)
            return ReadRfc3339(text);
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count))
            return null;
        var unit = form == TimestampForm.Seconds ? TimeSpan.TicksPerSecond : TimeSpan.TicksPerMillisecond;
        return count <= (DateTimeOffset.MaxValue.UtcTicks - DateTimeOffset.UnixEpoch.UtcTicks) / unit
            ? DateTimeOffset.UnixEpoch.UtcTicks + (count * unit)
            : null;
    }

    public static string Write(TimestampForm form, DateTimeOffset at) => form switch
    {
        TimestampForm.Seconds => at.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        TimestampForm.Milliseconds => at.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture),
        TimestampForm.Rfc3339 => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture),
    };

    // Some senders write nanoseconds, which the framework's own parser refuses; a window needs none of them.
    private static long? ReadRfc3339(ReadOnlySpan<char> text)
    {
        if (text.Length < DateTimeCharacters || !DateTime.TryParseExact(
            text[..DateTimeCharacters], "yyyy-MM-ddTHH:mm:ss", CultureInfo.InvariantCulture, DateTimeStyles.None,
            out var local))
            return null;
        var rest = text[DateTimeCharacters..];
        if (rest is ['.', ..])
        {
            var digits = rest[1..].IndexOfAnyExceptInRange('0', '9');
            rest = digits < 0 ? [] : rest[(digits + 1)..];
        }

        if (rest is "" or "Z" or "z")
            return local.Ticks;
        return rest is ['+' or '-', ..]
            && TimeSpan.TryParseExact(rest[1..], "hh\\:mm", CultureInfo.InvariantCulture, out var offset)
            && local.Ticks > TimeSpan.TicksPerDay && local.Ticks < DateTime.MaxValue.Ticks - TimeSpan.TicksPerDay
                ? local.Ticks - (rest[0] == '+' ? offset.Ticks : -offset.Ticks)
                : null;
    }
}
