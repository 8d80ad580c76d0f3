using System.Diagnostics;
using WebhookSystem.Bench.Measure;

namespace WebhookSystem.Bench.Dashboard;

/// <summary>
/// The reading of the stream while nobody looks, and while many pages are open: in a browser, or where there is none
/// asked for what they would show.
/// </summary>
/// <param name="EventsPerSecond">Where it reads as fast as it can.</param>
/// <param name="Behind">Where events come at a steady rate: from when they were there until they were applied.</param>
internal sealed record Watching(double EventsPerSecond, Latencies Behind)
{
    public const int SteadyRate = 300;

    private const int Rounds = 3;
    private const int FullBatch = 200;
    private static readonly TimeSpan RoundTime = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);
    private static readonly string[] Shown = ["/", "/events", "/in-flight", "/reordered", "/duplicates"];

    public static async Task<(Watching Alone, Watching Watched)> MeasureAsync(
        DashboardUnderTest subject, int pages, Chromium? browser, CancellationToken cancellationToken)
    {
        var (alone, watched) = (new double[Rounds], new double[Rounds]);
        var (behindAlone, behindWatched) = (new Latencies(), new Latencies());
        var next = 100_000_000;
        for (var round = 0; round < Rounds; round++)
        {
            alone[round] = Flood(subject, ref next);
            next = await StreamAsync(subject, next, behindAlone, cancellationToken);
            await using var looking = browser is null
                ? Lookers.Begin(subject, pages)
                : await browser.LookAsync(Shown, pages);
            watched[round] = Flood(subject, ref next);
            next = await StreamAsync(subject, next, behindWatched, cancellationToken);
        }

        return (
            new(Measure.Rounds.Median(alone), behindAlone), new(Measure.Rounds.Median(watched), behindWatched));
    }

    private static double Flood(DashboardUnderTest subject, ref int next)
    {
        var started = Stopwatch.GetTimestamp();
        var applied = 0;
        while (Stopwatch.GetElapsedTime(started) < RoundTime)
        {
            DashboardUnderTest.Apply(subject.Database, Enumerable.Range(next, FullBatch));
            subject.Tell(isBehind: true);
            next += FullBatch;
            applied += FullBatch;
        }

        return applied / Stopwatch.GetElapsedTime(started).TotalSeconds;
    }

    private static async Task<int> StreamAsync(
        DashboardUnderTest subject, int next, Latencies behind, CancellationToken cancellationToken)
    {
        var batch = (int)(SteadyRate * Interval.TotalSeconds);
        using var timer = new PeriodicTimer(Interval);
        for (var left = RoundTime; left > TimeSpan.Zero && await timer.WaitForNextTickAsync(cancellationToken);
            left -= Interval)
        {
            var due = Stopwatch.GetTimestamp();
            DashboardUnderTest.Apply(subject.Database, Enumerable.Range(next, batch));
            subject.Tell(isBehind: false);
            behind.Record(due);
            next += batch;
        }

        return next;
    }
}
