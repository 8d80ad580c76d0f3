using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Orderer.Sequence;

/// <summary>The ring of a cursor while a fold adds to it: each release takes the next ordinal.</summary>
internal sealed class Releases(KeyCursor before)
{
    public ReleaseRun Ring { get; private set; } = before.Ring;

    public long NextOrdinal { get; private set; } = before.NextOrdinal;

    public long NewestArrival { get; private set; } = before.NewestArrival;

    public void Add(EventName name, ReleaseMarks marks)
    {
        Ring = Ring.With(new(NextOrdinal++, name.Id, name.Arrival, marks));
        NewestArrival = Math.Max(NewestArrival, name.Arrival);
    }

    public bool Contains(EventName name) => Ring.Contains(name.Id, name.Arrival);
}
