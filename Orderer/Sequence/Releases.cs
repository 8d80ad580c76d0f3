using System.Collections.Immutable;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Orderer.Sequence;

/// <summary>The ring of a cursor while a fold adds to it: each release takes the next ordinal.</summary>
internal sealed class Releases(KeyCursor before)
{
    private readonly List<ReleasedEntry> _ring = [.. before.Ring];

    public long NextOrdinal { get; private set; } = before.NextOrdinal;

    public long NewestArrival { get; private set; } = before.NewestArrival;

    public void Add(EventName name, ReleaseMarks marks)
    {
        _ring.Add(new(NextOrdinal++, name.Id, name.Arrival, marks));
        NewestArrival = Math.Max(NewestArrival, name.Arrival);
    }

    /// <summary>From the newest back: a repeated event is mostly a recent one.</summary>
    public bool Contains(EventName name)
    {
        for (var at = _ring.Count - 1; at >= 0; at--)
        {
            if (EventName.Of(_ring[at]) == name)
                return true;
        }

        return false;
    }

    public ImmutableArray<ReleasedEntry> ToRing() => [.. _ring];
}
