using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Orderer.Sequence;

namespace WebhookSystem.Bench.Ordering;

/// <summary>The Orderer's own fold, with deduplication, wake-ups and the late policy, as its shell drives it.</summary>
internal static class FoldSubject
{
    public static SourceConfiguration Rules { get; } = new()
    {
        Name = "bench", Provider = "", Mode = OrderingMode.Sequence, Start = 1,
    };

    /// <returns>How many were released, or wait.</returns>
    public static long Run(Workload workload)
    {
        var cursors = new KeyCursor[workload.Keys];
        var wakeUps = new WakeUps[workload.Keys];
        var logs = new ReleaseLog[workload.Keys];
        Array.Fill(cursors, new());
        foreach (var batch in workload.Batches)
        {
            var due = wakeUps[batch.Key].Next();
            var input = new KeyInput
            {
                Events = batch.Events,
                Logged = logs[batch.Key].Find(Fold.Doubtful(cursors[batch.Key], batch.Events)),
                WakeUps = due is { } version ? [version] : [],
            };
            var fold = Fold.Apply(cursors[batch.Key], Rules, input);
            if (fold.ArmFor is not null)
                wakeUps[batch.Key].Arm(fold.Cursor.Version);
            (cursors[batch.Key], var chunks) = Eviction.Apply(fold.Cursor, fold.Cursor.NextOrdinal - 1);
            logs[batch.Key].Add(chunks.AsSpan());
        }

        return cursors.Sum(cursor => cursor.NextOrdinal - 1 + cursor.Held.Length);
    }

    /// <summary>The wake-ups of a key that are under way: each comes two batches after the one that armed it.</summary>
    private struct WakeUps
    {
        private long? _first;
        private long? _second;

        public void Arm(long version) => _second = version;

        public long? Next()
        {
            var due = _first;
            (_first, _second) = (_second, null);
            return due;
        }
    }
}
