using System.Diagnostics;
using WebhookSystem.Bench.Measure;

namespace WebhookSystem.Bench.LocalAws.Load;

/// <summary>What a server did under so many callers, each of whom waits for an answer before he calls again.</summary>
internal sealed record Throughput(double PerSecond, double P50Milliseconds, double P99Milliseconds);

/// <summary>Runs one operation from several callers for a while.</summary>
internal static class ClosedLoop
{
    private static long _number;

    public static async Task<Throughput> RunAsync(
        int callers, TimeSpan duration, Func<long, CancellationToken, Task> runAsync,
        CancellationToken cancellationToken)
    {
        var latencies = new Latencies();
        var started = Stopwatch.GetTimestamp();
        await Task.WhenAll(Enumerable.Range(0, callers).Select(_ => Task.Run(CallAsync, cancellationToken)));
        var seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        return new(latencies.Count / seconds, latencies.Milliseconds(50), latencies.Milliseconds(99));

        async Task CallAsync()
        {
            while (Stopwatch.GetElapsedTime(started) < duration)
            {
                var begun = Stopwatch.GetTimestamp();
                await runAsync(Interlocked.Increment(ref _number), cancellationToken);
                latencies.Record(begun);
            }
        }
    }
}
