using System.Collections.Immutable;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Orderer.Sequence;

namespace WebhookSystem.Orderer.Release.Keep;

/// <summary>Finds events in a key's release log without reading all of it.</summary>
/// <remarks>
/// A chunk says how new the arrivals before it are at most, which only grows from chunk to chunk: so the first chunk
/// that can hold an arrival is found by halving, and the search goes on from there. An event that has just come is
/// newer than all but the last chunk.
/// </remarks>
internal sealed class LogSearch(IKeyTable table)
{
    private static readonly IReadOnlyDictionary<EventName, ReleasedEntry> Nothing =
        ImmutableDictionary<EventName, ReleasedEntry>.Empty;

    /// <returns>Those that the log holds.</returns>
    public async Task<IReadOnlyDictionary<EventName, ReleasedEntry>> FindAsync(
        KeyName key, KeyCursor cursor, IReadOnlyCollection<EventName> names, CancellationToken cancellationToken)
    {
        if (names.Count == 0)
            return Nothing;
        var last = LogChunk.NumberOf(cursor.Ring.Count > 0 ? cursor.Ring[0].Ordinal : cursor.NextOrdinal) - 1;
        var first = await FirstAsync(key, last, names.Min(name => name.Arrival), cancellationToken);
        var found = new Dictionary<EventName, ReleasedEntry>();
        await foreach (var chunk in table.ReadLogAsync(key, first, last, cancellationToken))
        {
            foreach (var entry in chunk.Entries.Where(entry => names.Contains(EventName.Of(entry))))
                found[EventName.Of(entry)] = entry;
            if (found.Count == names.Count)
                break;
        }

        return found;
    }

    private async Task<long> FirstAsync(KeyName key, long last, long arrival, CancellationToken cancellationToken)
    {
        if (arrival > await EarlierArrivalAsync(key, last, cancellationToken))
            return last;
        var low = 0L;
        var high = last;
        while (low < high)
        {
            var middle = low + ((high - low) / 2);
            if (arrival > await EarlierArrivalAsync(key, middle + 1, cancellationToken))
                low = middle + 1;
            else
                high = middle;
        }

        return low;
    }

    /// <summary>An expired chunk lies before all that are kept, and what was before it has expired too.</summary>
    private async Task<long> EarlierArrivalAsync(KeyName key, long number, CancellationToken cancellationToken)
    {
        await foreach (var chunk in table.ReadLogAsync(key, number, number, cancellationToken))
            return chunk.EarlierArrival;
        return long.MinValue;
    }
}
