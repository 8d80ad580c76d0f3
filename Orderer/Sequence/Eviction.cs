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
        var chunks = new List<LogChunk>();
        while (cursor.Ring.Length > Topology.Limits.RingEntriesMax)
        {
            var number = LogChunk.NumberOf(cursor.Ring[0].Ordinal);
            var entries = cursor.Ring.TakeWhile(entry => LogChunk.NumberOf(entry.Ordinal) == number).ToList();
            if (entries[^1].Ordinal > sent || LogChunk.NumberOf(entries[^1].Ordinal + 1) == number)
                break;
            chunks.Add(new(number, cursor.LoggedArrival, entries));
            cursor = cursor with
            {
                Ring = cursor.Ring.RemoveRange(0, entries.Count),
                LoggedArrival = Math.Max(cursor.LoggedArrival, entries.Max(entry => entry.Arrival)),
            };
        }

        return (cursor, chunks);
    }
}
