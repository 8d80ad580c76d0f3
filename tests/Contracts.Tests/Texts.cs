using CsCheck;

namespace WebhookSystem.Contracts.Tests;

/// <summary>Values of which something is easily lost.</summary>
internal static class Texts
{
    /// <summary>What JSON escapes, what SQS refuses, what separates elsewhere, what is more than a char.</summary>
    public static Gen<string> Any { get; } = Gen.OneOf(
            "a", "Z", "0", " ", "#", "/", "~", ":", "%2F", "\"", "\\", "\0", "\n", "\u007F", "é", "\uFFFE",
            "\U0001F600")
        .Array[0, 8].Select(string.Concat);

    public static Gen<string> Some { get; } = Any.Select(text => "x" + text);

    public static Gen<string?> Perhaps { get; } = Some.Null().Select(text => (string?)text);

    /// <summary>As sources are named.</summary>
    public static Gen<string> Source { get; } = Gen.String[Gen.Char["abc-9"], 1, 6].Select(text => "s" + text);

    /// <summary>To the microsecond, as arrivals are.</summary>
    public static Gen<DateTimeOffset> Instant { get; } = Gen.Long[0, 4_000_000_000_000_000].Select(
        micros => DateTimeOffset.UnixEpoch.AddTicks(micros * TimeSpan.TicksPerMicrosecond));

    public static Gen<Int128?> Position { get; } = Gen.Select(Gen.Long, Gen.ULong, Gen.Int[0, 2]).Select(
        (high, low, size) => size switch
        {
            0 => (Int128?)null,
            1 => high,
            _ => ((Int128)high << 64) + low,
        });

    public static Gen<IReadOnlyDictionary<string, string>> Headers { get; } =
        Gen.Dictionary(Some, Any)[0, 4].Select(headers => (IReadOnlyDictionary<string, string>)headers);
}
