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
    public static (KeyCursor Cursor, IReadOnlyList<LogChunk> Chunks) Apply(KeyCursor cursor, long sent)
    {
        if (cursor.Ring.Count <= Topology.Limits.RingEntriesMax)
            return (cursor, []);
        var chunks = new List<LogChunk>();
        var count = cursor.Ring.Count;
        var logged = cursor.LoggedArrival;
        foreach (var entries in cursor.Ring.Chunks)
        {
            if (count <= Topology.Limits.RingEntriesMax || entries[^1].Ordinal > sent || GoesOn(entries[^1]))
                break;
            chunks.Add(new(LogChunk.NumberOf(entries[0].Ordinal), logged, entries));
            foreach (var entry in entries)
                logged = Math.Max(logged, entry.Arrival);
            count -= entries.Length;
        }

        return chunks.Count == 0 ? (cursor, [])
            : (cursor with { Ring = cursor.Ring.Without(chunks.Count), LoggedArrival = logged }, chunks);
    }

    /// <summary>Whether the chunk has more entries, which are not here yet.</summary>
    private static bool GoesOn(in ReleasedEntry last) =>
        LogChunk.NumberOf(last.Ordinal + 1) == LogChunk.NumberOf(last.Ordinal);
}
