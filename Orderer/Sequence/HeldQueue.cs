using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Orderer.Sequence;

/// <summary>What a key holds, sorted; the lowest leaves first, and its place is not moved up for every one.</summary>
/// <remarks>It works in a list that its thread keeps for the next one: a fold leaves little to collect.</remarks>
internal ref struct HeldQueue
{
    /// <summary>What an entry takes in the cursor beside its id: its other members as JSON, at most.</summary>
    private const int EntryBytes = 128;

    /// <summary>An id's characters are counted where it is made: see Topology.</summary>
    private const int IdBytesMax = 3 * Topology.Limits.NameCharactersMax;

    /// <summary>A list that grew beyond this is not kept.</summary>
    private const int SpareEntriesMax = 64;

    [ThreadStatic]
    private static List<HeldEntry>? _spare;

    private readonly List<HeldEntry> _entries;
    private int _gone;
    private long? _oldest;
    private int? _bytes;

    public HeldQueue(ImmutableArray<HeldEntry> before)
    {
        _entries = _spare ?? new(SpareEntriesMax);
        _spare = null;
        _entries.AddRange(before.AsSpan());
    }

    public int Count => _entries.Count - _gone;

    /// <summary>
    /// Whether the entries take more in the cursor than they are to. To count an id is to read it: only where there are
    /// so many that it could be.
    /// </summary>
    public bool IsTooLarge => Count > Topology.Limits.HeldBytesMax / (EntryBytes + IdBytesMax)
        && (_bytes ??= BytesOf(CollectionsMarshal.AsSpan(_entries)[_gone..])) > Topology.Limits.HeldBytesMax;

    public HeldEntry Lowest => _entries[_gone];

    /// <summary>The earliest arrival among the held; there must be one.</summary>
    public long OldestArrival => _oldest ??= OldestOf(CollectionsMarshal.AsSpan(_entries)[_gone..]);

    public void Add(in HeldEntry entry)
    {
        var at = _entries.BinarySearch(_gone, Count, entry, HeldOrder.Instance);
        _entries.Insert(at < 0 ? ~at : at, entry);
        if (_bytes is { } bytes)
            _bytes = bytes + BytesOf(entry.Id);
        if (entry.Arrival < _oldest)
            _oldest = entry.Arrival;
    }

    public HeldEntry TakeLowest()
    {
        var lowest = _entries[_gone++];
        if (_bytes is { } bytes)
            _bytes = bytes - BytesOf(lowest.Id);
        if (lowest.Arrival == _oldest)
            _oldest = null;
        if (Count == 0)
            Compact();
        return lowest;
    }

    public bool Contains(EventName name)
    {
        for (var at = _gone; at < _entries.Count; at++)
        {
            if (EventName.Of(_entries[at]) == name)
                return true;
        }

        return false;
    }

    public bool HasVersion(long version)
    {
        for (var at = _gone; at < _entries.Count; at++)
        {
            if (_entries[at].Version == version)
                return true;
        }

        return false;
    }

    /// <summary>The highest position whose entry was held at or below the version; null where there is none.</summary>
    public Int128? HighestDue(long version)
    {
        for (var at = _entries.Count - 1; at >= _gone; at--)
        {
            if (_entries[at].Version <= version)
                return _entries[at].Position;
        }

        return null;
    }

    /// <summary>Everything that is held waits anew, from this version on.</summary>
    public void WaitAnew(long version)
    {
        for (var at = _gone; at < _entries.Count; at++)
            _entries[at] = _entries[at] with { Version = version };
    }

    /// <returns>Whether any was held.</returns>
    public bool Remove(IReadOnlySet<EventName> names)
    {
        Compact();
        (_oldest, _bytes) = (null, null);
        return _entries.RemoveAll(entry => names.Contains(EventName.Of(entry))) > 0;
    }

    public ImmutableArray<HeldEntry> ToImmutable() => [.. CollectionsMarshal.AsSpan(_entries)[_gone..]];

    /// <summary>Nothing is asked of it any more.</summary>
    public void GiveBack()
    {
        if (_entries.Capacity > SpareEntriesMax)
            return;
        _entries.Clear();
        _spare = _entries;
    }

    private void Compact()
    {
        _entries.RemoveRange(0, _gone);
        _gone = 0;
    }

    private static long OldestOf(ReadOnlySpan<HeldEntry> entries)
    {
        var oldest = long.MaxValue;
        foreach (var entry in entries)
            oldest = Math.Min(oldest, entry.Arrival);
        return oldest;
    }

    private static int BytesOf(ReadOnlySpan<HeldEntry> entries)
    {
        var bytes = 0;
        foreach (var entry in entries)
            bytes += BytesOf(entry.Id);
        return bytes;
    }

    private static int BytesOf(string id) => EntryBytes + Encoding.UTF8.GetByteCount(id);
}
