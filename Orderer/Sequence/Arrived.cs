using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Orderer.Sequence;

/// <summary>
/// Which event it is. The arrival belongs to the name: an id that a provider repeats after its retention has run out is
/// stored anew, with a new arrival, and is a new event.
/// </summary>
/// <param name="Arrival">When it was stored, microseconds since 1970. Fixed with the event; never compared with a
/// clock.</param>
internal readonly record struct EventName(string Id, long Arrival)
{
    public static EventName Of(StoredEvent stored) => new(stored.EventId, stored.Arrival);

    public static EventName Of(in HeldEntry held) => new(held.Id, held.Arrival);

    public static EventName Of(in ReleasedEntry released) => new(released.Id, released.Arrival);

    // Ids begin alike; two events are told apart sooner by when they came.
    public bool Equals(EventName other) => Arrival == other.Arrival && Id == other.Id;

    public override int GetHashCode() => HashCode.Combine(Arrival, Id);
}

/// <summary>
/// One event of a batch, as far as order is concerned. It takes 40 bytes, for all that comes is read as such: what few
/// have (no position, one beyond 64 bits, an epoch) is an object of its own.
/// </summary>
internal readonly record struct Arrived
{
    private readonly long _position;
    private readonly Rare? _rare;

    /// <param name="name">Which event it is.</param>
    /// <param name="position">Null: the event is released as it comes and advances nothing.</param>
    /// <param name="rank">Lower goes first among equal positions.</param>
    /// <param name="epoch">The provider's own number of its start; null: the current one.</param>
    public Arrived(EventName name, Int128? position, int rank, Int128? epoch = null)
    {
        Name = name;
        Rank = rank;
        if (epoch is null && position >= long.MinValue && position <= long.MaxValue)
            _position = (long)position;
        else
            _rare = new(position, epoch);
    }

    public EventName Name { get; }

    public Int128? Position => _rare is null ? (Int128)_position : _rare.Position;

    public int Rank { get; }

    public Int128? Epoch => _rare?.Epoch;

    public static Arrived Of(StoredEvent stored, TypeRanks ranks) =>
        new(EventName.Of(stored), stored.Position, ranks.Of(stored.EventType), stored.Epoch);

    private sealed record Rare(Int128? Position, Int128? Epoch);
}
