using System.Globalization;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Show.Parts;

/// <summary>Numbers, times and places in words.</summary>
internal static class Say
{
    /// <summary>Positions at and above this are instants: 2^56 nanoseconds after 1970 is in 1972.</summary>
    private const long InstantFrom = 1L << 56;

    public static string Exact(DateTimeOffset at) =>
        at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.fff 'UTC'", CultureInfo.InvariantCulture);

    public static string Machine(DateTimeOffset at) => at.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    public static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    public static string Count(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>A number in as much room as four digits take.</summary>
    public static string Short(long number) => number switch
    {
        < 10_000 => Count(number),
        < 1_000_000 => string.Create(CultureInfo.InvariantCulture, $"{number / 1000d:0.#}k"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{number / 1_000_000d:0.##}M"),
    };

    public static string Times(long number) => number == 1 ? "once" : number == 2 ? "twice" : $"{Count(number)} times";

    public static string Nth(long number) => (number % 100, number % 10) switch
    {
        ( >= 11 and <= 13, _) => $"{Count(number)}th",
        (_, 1) => $"{Count(number)}st",
        (_, 2) => $"{Count(number)}nd",
        (_, 3) => $"{Count(number)}rd",
        _ => $"{Count(number)}th",
    };

    public static string Duration(double milliseconds) => milliseconds switch
    {
        < 1 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds * 1000:0} µs"),
        < 100 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0.0} ms"),
        < 1000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds:0} ms"),
        < 60_000 => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 1000:0.0} s"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{milliseconds / 60_000:0.0} min"),
    };

    public static string Bytes(long? bytes) => bytes switch
    {
        null => "–",
        < 1024 => $"{bytes} B",
        < 1024 * 1024 => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1024d:0.0} KB"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{bytes / 1048576d:0.0} MB"),
    };

    /// <summary>A sequence number as it is, nanoseconds since 1970 as a time.</summary>
    public static string Position(string? position) =>
        long.TryParse(position, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            && value >= InstantFrom
            ? Exact(DateTimeOffset.UnixEpoch.AddTicks(value / 100))
            : position ?? "–";

    public static string Gap(Gap gap) =>
        gap.First == gap.Last ? Position(gap.First) : $"{Position(gap.First)} – {Position(gap.Last)}";

    public static string Short(string digest) => digest.Length <= 12 ? digest : $"{digest[..12]}…";

    public static string State(EventState state) => state switch
    {
        EventState.InFlight => "in flight",
        EventState.Held => "held",
        EventState.Released => "released",
        EventState.Dead => "dead",
        EventState.Quarantined => "quarantined",
    };

    /// <summary>Where an event stood before and after ordering.</summary>
    public static string Order(EventDetail detail)
    {
        if (!detail.Ordered)
            return "It has no ordering key, so it was released as it came.";
        var arrived = $"Arrived {Nth(detail.Place.Arrived)}";
        return detail.State switch
        {
            EventState.Released when detail.Late =>
                $"{arrived}, after its place had passed: released late as #{detail.Ordinal}.",
            EventState.Released when detail.Place.HeldFor is { } held =>
                $"{arrived}, held {Duration(held * 1000)}, released as #{detail.Ordinal}.",
            EventState.Released => $"{arrived}, released as #{detail.Ordinal}.",
            EventState.Held => $"{arrived}, and waits for events before it.",
            EventState.Dead => $"{arrived}, and was given up: it takes no place in the order.",
            EventState.Quarantined => $"{arrived}, after its place had passed: it waits for an operator.",
            EventState.InFlight => $"{arrived}; its place is not decided yet.",
        };
    }
}
