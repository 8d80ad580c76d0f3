using System.Collections.Immutable;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Orderer.Sequence;

/// <summary>
/// Keeps the cursor small: whole chunks of releases that are sent leave the ring for the log. Pure, and made from the
/// cursor alone, so that whoever writes a chunk writes the same.
/// </summary>
internal static class Eviction
{
    /// <param name="sent">The mark: every ordinal up to here is known to be in the queue.</param>
    /// <returns>The cursor without the chunks, and the chunks: they must be in the log before that cursor is
    /// written.</returns>
    public static (KeyCursor Cursor, ImmutableArray<LogChunk> Chunks) Apply(KeyCursor cursor, long sent)
    {
        if (cursor.Ring.Count <= Topology.Limits.RingEntriesMax)
            return (cursor, []);
        ImmutableArray<LogChunk> chunks = [];
        var ring = cursor.Ring;
        var logged = cursor.LoggedArrival;
        while (ring.Count > Topology.Limits.RingEntriesMax)
        {
            var number = LogChunk.NumberOf(ring[0].Ordinal);
            var entries = ring[..(int)(LogChunk.FirstOf(number + 1) - ring[0].Ordinal)];
            if (entries[^1].Ordinal > sent)
                break;
            chunks = chunks.Add(new(number, logged, entries));
            logged = Math.Max(logged, entries.NewestArrival);
            ring = ring[entries.Count..];
        }

        return chunks.IsEmpty ? (cursor, []) : (cursor with { Ring = ring, LoggedArrival = logged }, chunks);
    }
}
