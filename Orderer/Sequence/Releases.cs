using System.Runtime.InteropServices;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Orderer.Sequence;

/// <summary>The ring of a cursor while a fold adds to it: each release takes the next ordinal.</summary>
/// <param name="arrived">How many events may be released beside those that are held.</param>
internal sealed class Releases(KeyCursor before, int arrived)
{
    private readonly ReleaseRing _before = before.Ring;
    private List<ReleasedEntry>? _added;

    public long NextOrdinal { get; private set; } = before.NextOrdinal;

    public long NewestArrival { get; private set; } = before.NewestArrival;

    private ReadOnlySpan<ReleasedEntry> Added => CollectionsMarshal.AsSpan(_added);

    public void Add(EventName name, ReleaseMarks marks)
    {
        (_added ??= new(before.Held.Length + arrived)).Add(new(NextOrdinal++, name.Id, name.Arrival, marks));
        NewestArrival = Math.Max(NewestArrival, name.Arrival);
    }

    public bool Contains(EventName name) => Contains(Added, name) || IsIn(_before, name);

    public ReleaseRing ToRing() => _before.With(Added);

    /// <summary>From the newest back: a repeated event is mostly a recent one.</summary>
    public static bool IsIn(ReleaseRing ring, EventName name)
    {
        for (var at = ring.Chunks.Length - 1; at >= 0; at--)
        {
            if (Contains(ring.Chunks[at].AsSpan(), name))
                return true;
        }

        return false;
    }

    private static bool Contains(ReadOnlySpan<ReleasedEntry> entries, EventName name)
    {
        for (var at = entries.Length - 1; at >= 0; at--)
        {
            if (EventName.Of(entries[at]) == name)
                return true;
        }

        return false;
    }
}
