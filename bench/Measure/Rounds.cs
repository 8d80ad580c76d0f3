using System.Diagnostics;

namespace WebhookSystem.Bench.Measure;

/// <summary>What is measured: so many operations a call, and the time a call takes.</summary>
internal sealed record Subject(string Name, int Operations, Func<CancellationToken, Task> RunAsync);

/// <summary>What was measured of a subject over all rounds.</summary>
/// <param name="Nanoseconds">Per operation, the median of the rounds.</param>
/// <param name="Ratio">To the first subject's time, the median of the ratios of each round.</param>
/// <param name="Bytes">Allocated per operation by this process, in the last round.</param>
internal sealed record Measured(string Name, double Nanoseconds, double Ratio, double Bytes);

/// <summary>
/// Runs all subjects in every round, so that a noisy neighbour meets them alike, and compares within the round only.
/// </summary>
internal static class Rounds
{
    public static async Task<IReadOnlyList<Measured>> RunAsync(
        int rounds, IReadOnlyList<Subject> subjects, CancellationToken cancellationToken)
    {
        var times = subjects.Select(_ => new double[rounds]).ToArray();
        var bytes = new double[subjects.Count];
        foreach (var subject in subjects)
        {
            await subject.RunAsync(cancellationToken).ConfigureAwait(false);
        }
        for (var round = 0; round < rounds; round++)
        {
            for (var i = 0; i < subjects.Count; i++)
            {
                // What one leaves behind is not collected in the time of the next.
                GC.Collect();
                var allocated = GC.GetTotalAllocatedBytes(precise: true);
                var started = Stopwatch.GetTimestamp();
                await subjects[i].RunAsync(cancellationToken).ConfigureAwait(false);
                times[i][round] = Stopwatch.GetElapsedTime(started).TotalNanoseconds / subjects[i].Operations;
                bytes[i] = (GC.GetTotalAllocatedBytes(precise: true) - allocated) / (double)subjects[i].Operations;
            }
        }
        return [.. subjects.Select((subject, i) => new Measured(
            subject.Name, Median(times[i]), Median([.. times[i].Zip(times[0], (own, first) => own / first)]),
                bytes[i]))];
    }

    public static double Median(double[] values)
    {
        var sorted = values.Order().ToArray();
        return sorted.Length % 2 == 1
            ? sorted[sorted.Length / 2]
            : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
