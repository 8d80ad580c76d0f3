using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Orderer.Sequence;

namespace WebhookSystem.Bench.Ordering;

/// <summary>The Orderer's own fold, with deduplication, wake-ups and the late policy, as its shell drives it.</summary>
internal static class FoldSubject
{
    /// <summary>A wake-up comes when so many more batches of its key have come.</summary>
    private const int BatchesOfATimeout = 2;

    public static SourceConfiguration Rules { get; } = new()
    {
        Name = "bench", Provider = "", Mode = OrderingMode.Sequence, Start = 1,
    };

    /// <returns>How many were released, or wait.</returns>
    public static long Run(Workload workload)
    {
        var cursors = new KeyCursor[workload.Keys];
        var armed = new (long Version, int Due)[workload.Keys];
        var logs = new ReleaseLog[workload.Keys];
        Array.Fill(cursors, new());
        foreach (var batch in workload.Batches)
        {
            ref var timer = ref armed[batch.Key];
            var isDue = timer.Version > 0 && --timer.Due == 0;
            var input = new KeyInput
            {
                Events = batch.Events,
                Logged = logs[batch.Key].Find(Fold.Doubtful(cursors[batch.Key], batch.Events)),
                WakeUps = isDue ? [timer.Version] : [],
            };
            var fold = Fold.Apply(cursors[batch.Key], Rules, input);
            if (isDue)
                timer = default;
            if (fold.ArmFor is not null)
                timer = (fold.Cursor.Version, BatchesOfATimeout);
            (cursors[batch.Key], var chunks) = Eviction.Apply(fold.Cursor, fold.Cursor.NextOrdinal - 1);
            logs[batch.Key].Add(chunks);
        }

        return cursors.Sum(cursor => cursor.NextOrdinal - 1 + cursor.Held.Length);
    }
}
