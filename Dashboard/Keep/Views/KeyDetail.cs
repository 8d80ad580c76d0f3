using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Dashboard.Keep.Views;

/// <summary>A key: how far its cursor has come, what waits and what is missing.</summary>
public sealed record KeyDetail
{
    public required string Source { get; init; }

    public required string Key { get; init; }

    /// <summary>Events of the key that are kept.</summary>
    public long Events { get; init; }

    /// <summary>Absent where the key has no order, or no event was decided on yet.</summary>
    public CursorRow? Cursor { get; init; }

    /// <summary>Events that wait, lowest position first.</summary>
    public IReadOnlyList<EventRow> Held { get; init; } = [];

    /// <summary>The last events in the order of their arrival, oldest first; compare with their ordinals.</summary>
    public IReadOnlyList<EventRow> Arrivals { get; init; } = [];

    /// <summary>The last released events by ordinal, lowest first.</summary>
    public IReadOnlyList<EventRow> Released { get; init; } = [];

    /// <summary>Ranges of positions that were given up, both ends included.</summary>
    public IReadOnlyList<Gap> Gaps { get; init; } = [];
}

/// <summary>What a key's cursor says, without its events.</summary>
/// <param name="NextOrdinal">The ordinal that the next release gets.</param>
/// <param name="Frontier">The highest position released.</param>
/// <param name="Sent">The highest ordinal known to be accepted by the ordered queue.</param>
/// <param name="Generation">How often the key has begun anew.</param>
public sealed record CursorRow(
    long Version, long? NextOrdinal, string? Frontier, long? Sent, DateTimeOffset? CommittedAt, long Generation);

/// <summary>Positions that never came, both ends included, as decimal digits.</summary>
public sealed record Gap(string First, string Last)
{
    internal static Gap Of(MissingRange range) =>
        new(Storage.Micros.Digits(range.First), Storage.Micros.Digits(range.Last));
}

/// <summary>What arrived last of a key, oldest first, and what it misses.</summary>
public sealed record KeyArrivals(
    string Source, string Key, IReadOnlyList<EventRow> Arrivals, IReadOnlyList<Gap> Gaps);

/// <summary>A key and the positions that it misses.</summary>
public sealed record KeyGaps(string Source, string Key, IReadOnlyList<Gap> Gaps);
