using System.Diagnostics;
using HdrHistogram;

namespace WebhookSystem.Bench.Measure;

/// <summary>
/// Latencies from the moment an operation was due, not from when it was begun: a stalled system is charged for what
/// waited behind the stall.
/// </summary>
internal sealed class Latencies
{
    private const int SignificantDigits = 3;
    private readonly LongConcurrentHistogram histogram =
        new(lowestTrackableValue: 1, highestTrackableValue: TimeSpan.TicksPerHour, SignificantDigits);

    public long Count => histogram.TotalCount;

    /// <param name="due">A reading of <see cref="Stopwatch.GetTimestamp"/>.</param>
    public void Record(long due) => Record(Stopwatch.GetElapsedTime(due));

    public void Record(TimeSpan latency) =>
        histogram.RecordValue(Math.Clamp(latency.Ticks, 1, histogram.HighestTrackableValue));

    public double Milliseconds(double percentile) =>
        Count == 0 ? 0 : histogram.GetValueAtPercentile(percentile) / (double)TimeSpan.TicksPerMillisecond;

    public double MaxMilliseconds() => Milliseconds(100);
}
