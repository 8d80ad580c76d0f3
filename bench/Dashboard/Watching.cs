using System.Diagnostics;
using WebhookSystem.Bench.Measure;
using WebhookSystem.Dashboard.Keep;
using WebhookSystem.Dashboard.Keep.Ask;

namespace WebhookSystem.Bench.Dashboard;

/// <summary>Events applied a second while nobody looks, and while many pages are open.</summary>
internal sealed record Watching(double Alone, double Watched)
{
    private const int Rounds = 3;
    private const int BatchSize = 200;
    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(5);

    public static async Task<Watching> MeasureAsync(
        DashboardUnderTest subject, int pages, CancellationToken cancellationToken)
    {
        var (alone, watched) = (new double[Rounds], new double[Rounds]);
        var next = 100_000_000;
        for (var round = 0; round < Rounds; round++)
        {
            alone[round] = Ingest(subject, ref next);
            using var open = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var looking = Enumerable.Range(0, pages)
                .Select(_ => Task.Run(() => LookAsync(subject, open.Token))).ToList();
            watched[round] = Ingest(subject, ref next);
            await open.CancelAsync();
            await Task.WhenAll(looking);
        }

        return new(Measure.Rounds.Median(alone), Measure.Rounds.Median(watched));
    }

    private static double Ingest(DashboardUnderTest subject, ref int next)
    {
        var started = Stopwatch.GetTimestamp();
        var applied = 0;
        while (Stopwatch.GetElapsedTime(started) < RoundTime)
        {
            DashboardUnderTest.Apply(subject.Database, Enumerable.Range(next, BatchSize));
            subject.Tell();
            next += BatchSize;
            applied += BatchSize;
        }

        return applied / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    /// <summary>An open page: with each change it asks for what it shows, as a circuit does.</summary>
    private static async Task LookAsync(DashboardUnderTest subject, CancellationToken cancellationToken)
    {
        var snapshots = subject.Service<Snapshots>();
        try
        {
            await foreach (var _ in subject.Service<Changes>().FollowAsync(cancellationToken))
            {
                snapshots.Counts();
                snapshots.Traffic(new(null, TimeSpan.FromMinutes(15)));
                snapshots.Page(new());
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The page is closed.
        }
    }
}
