using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;

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

    public static EventName Of(HeldEntry held) => new(held.Id, held.Arrival);

    public static EventName Of(ReleasedEntry released) => new(released.Id, released.Arrival);
}

/// <summary>One event of a batch, as far as order is concerned.</summary>
/// <param name="Position">Null: the event is released as it comes and advances nothing.</param>
/// <param name="Rank">Lower goes first among equal positions.</param>
internal sealed record Arrived(EventName Name, Int128? Position, int Rank);
