using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Orderer.Sequence;

/// <summary>A key's rules, from its source's configuration.</summary>
internal sealed record OrderingRules
{
    public required OrderingMode Mode { get; init; }

    /// <summary>The first number of a sequence; null: the lowest seen within <see cref="StartWindow"/>.</summary>
    public Int128? Start { get; init; }

    public TimeSpan StartWindow { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a timestamped event waits for earlier ones.</summary>
    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(2);

    /// <summary>How long a sequence waits at a gap.</summary>
    public TimeSpan GapTimeout { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Over this many held entries the lowest is released early, and the gap before it recorded.</summary>
    public int HeldMax { get; init; } = 1000;
}

/// <summary>One event of a batch, as far as order is concerned.</summary>
/// <param name="Position">Null: the event is released as it comes and advances nothing.</param>
/// <param name="Rank">Lower goes first among equal positions.</param>
/// <param name="Arrival">When it was stored, microseconds since 1970. Fixed with the event; never compared with a clock.</param>
internal sealed record Arrived(string Id, Int128? Position, int Rank, long Arrival);
