using System.Collections;
using System.Runtime.CompilerServices;
using System.Text.Json.Serialization;

namespace WebhookSystem.Contracts.Ordering;

/// <summary>
/// Releases of a key under consecutive ordinals. A run never changes: what is added makes another run, and so does a
/// part of it; they share what they have in common.
/// </summary>
[CollectionBuilder(typeof(ReleaseRun), nameof(Create))]
[JsonConverter(typeof(ReleaseRunConverter))]
public readonly struct ReleaseRun : IReadOnlyList<ReleasedEntry>
{
    /// <summary>
    /// Each place is filled once, by whichever run comes first; a run that finds its next place taken goes on in places
    /// of its own.
    /// </summary>
    private readonly KeptRelease[] _places;
    private readonly int _start;
    private readonly long _first;

    private ReleaseRun(KeptRelease[] places, int start, long first, int count)
    {
        _places = places;
        _start = start;
        _first = first;
        Count = count;
    }

    public int Count { get; }

    /// <summary>The newest arrival among them; the earliest there could be where there are none.</summary>
    public long NewestArrival
    {
        get
        {
            var newest = long.MinValue;
            foreach (ref readonly var kept in Kept)
                newest = Math.Max(newest, kept.Arrival);
            return newest;
        }
    }

    private ReadOnlySpan<KeptRelease> Kept => _places.AsSpan(_start, Count);

    public ReleasedEntry this[int index] => new(_first + index, Kept[index]);

    /// <exception cref="ArgumentException">An ordinal does not follow the one before it.</exception>
    public static ReleaseRun Create(ReadOnlySpan<ReleasedEntry> entries)
    {
        var run = new ReleaseRunBuilder(default);
        foreach (ref readonly var entry in entries)
            run.Add(entry);
        return run.ToRun();
    }

    /// <param name="ownsNext">No other run has the next place, or will.</param>
    internal ReleaseRun With(in ReleasedEntry entry, bool ownsNext)
    {
        if (Count > 0 && entry.Ordinal != _first + Count)
            throw new ArgumentException($"{entry.Ordinal} does not follow {_first + Count - 1}.", nameof(entry));
        var first = entry.Ordinal - Count;
        var next = _start + Count;
        if (_places is not null && next < _places.Length)
        {
            if (ownsNext)
                _places[next] = entry.Kept;
            if (ownsNext || _places[next].TryBecome(entry.Kept))
                return new(_places, _start, first, Count + 1);
        }

        // With room for as much again.
        var places = new KeptRelease[2 * (Count + 1)];
        Kept.CopyTo(places);
        places[Count] = entry.Kept;
        return new(places, start: 0, first, Count + 1);
    }

    /// <summary>A part of it, as a run.</summary>
    public ReleaseRun Slice(int start, int length)
    {
        _ = Kept.Slice(start, length);
        return new(_places, _start + start, _first + start, length);
    }

    /// <summary>Looks from the newest back: a repeated event is mostly a recent one.</summary>
    public bool Contains(string id, long arrival)
    {
        var kept = Kept;
        for (var at = kept.Length - 1; at >= 0; at--)
        {
            // Ids begin alike, and lie elsewhere; two events are told apart sooner by when they came.
            if (kept[at].Arrival == arrival && kept[at].Id == id)
                return true;
        }

        return false;
    }

    public IEnumerator<ReleasedEntry> GetEnumerator()
    {
        for (var at = 0; at < Count; at++)
            yield return this[at];
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();
}
