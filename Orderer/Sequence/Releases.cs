using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Orderer.Sequence;

/// <summary>The ring of a cursor while a fold adds to it: each release takes the next ordinal.</summary>
internal ref struct Releases(KeyCursor before)
{
    private ReleaseRunBuilder _ring = new(before.Ring);

    public long NextOrdinal { get; private set; } = before.NextOrdinal;

    public long NewestArrival { get; private set; } = before.NewestArrival;

    public void Add(EventName name, ReleaseMarks marks)
    {
        _ring.Add(new(NextOrdinal++, name.Id, name.Arrival, marks));
        NewestArrival = Math.Max(NewestArrival, name.Arrival);
    }

    public readonly bool Contains(EventName name) => _ring.Contains(name.Id, name.Arrival);

    public ReleaseRun ToRing() => _ring.ToRun();
}
