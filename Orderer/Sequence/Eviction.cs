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
        if (cursor.Ring.Length <= Topology.Limits.RingEntriesMax)
            return (cursor, []);
        var chunks = new List<LogChunk>();
        var ring = cursor.Ring.AsSpan();
        var logged = cursor.LoggedArrival;
        while (ring.Length > Topology.Limits.RingEntriesMax && ChunkOf(ring) is var count
            && ring[count - 1].Ordinal <= sent && !GoesOn(ring[count - 1]))
        {
            var chunk = new LogChunk(LogChunk.NumberOf(ring[0].Ordinal), logged, [.. ring[..count]]);
            chunks.Add(chunk);
            logged = Math.Max(logged, chunk.Entries.Max(entry => entry.Arrival));
            ring = ring[count..];
        }

        return chunks.Count == 0 ? (cursor, [])
            : (cursor with { Ring = [.. ring], LoggedArrival = logged }, chunks);
    }

    /// <summary>How many of the first entries belong to one chunk.</summary>
    private static int ChunkOf(ReadOnlySpan<ReleasedEntry> ring)
    {
        var number = LogChunk.NumberOf(ring[0].Ordinal);
        var count = 1;
        while (count < ring.Length && LogChunk.NumberOf(ring[count].Ordinal) == number)
            count++;
        return count;
    }

    /// <summary>Whether the chunk has more entries, which are not here yet.</summary>
    private static bool GoesOn(in ReleasedEntry last) =>
        LogChunk.NumberOf(last.Ordinal + 1) == LogChunk.NumberOf(last.Ordinal);
}
