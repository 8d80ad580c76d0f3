using System.Diagnostics;
using WebhookSystem.Bench.Measure;

namespace WebhookSystem.Bench.Dashboard;

/// <summary>
/// Events applied a second while nobody looks, and while many pages are open: in a browser, or where there is none by
/// asking for what they would show.
/// </summary>
internal sealed record Watching(double Alone, double Watched)
{
    private const int Rounds = 3;
    private const int BatchSize = 200;
    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(5);
    private static readonly string[] Shown = ["/", "/events", "/in-flight", "/reordered", "/duplicates"];

    public static async Task<Watching> MeasureAsync(
        DashboardUnderTest subject, int pages, Chromium? browser, CancellationToken cancellationToken)
    {
        var (alone, watched) = (new double[Rounds], new double[Rounds]);
        var next = 100_000_000;
        for (var round = 0; round < Rounds; round++)
        {
            alone[round] = Ingest(subject, ref next);
            await using var looking = browser is null
                ? Lookers.Begin(subject, pages)
                : await browser.LookAsync(Shown, pages);
            watched[round] = Ingest(subject, ref next);
            cancellationToken.ThrowIfCancellationRequested();
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
}
