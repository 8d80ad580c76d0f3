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

/// <summary>One event of a batch, as far as order is concerned.</summary>
/// <param name="Position">Null: the event is released as it comes and advances nothing.</param>
/// <param name="Rank">Lower goes first among equal positions.</param>
/// <param name="Epoch">The provider's own number of its start; null: the current one.</param>
internal readonly record struct Arrived(EventName Name, Int128? Position, int Rank, Int128? Epoch = null)
{
    public static Arrived Of(StoredEvent stored, TypeRanks ranks) =>
        new(EventName.Of(stored), stored.Position, ranks.Of(stored.EventType), stored.Epoch);
}
