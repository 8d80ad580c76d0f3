using System.Diagnostics;
using WebhookSystem.Live;

namespace WebhookSystem.Bench.Whole;

/// <summary>The resident memory of every process of a topology, sampled over a run.</summary>
internal sealed class MemorySamples(LiveTopology topology, TimeSpan between)
{
    private const double BytesOfAMegabyte = 1024 * 1024;

    private readonly Dictionary<string, List<double>> _samples = LiveTopology.Processes.ToDictionary(
        name => name, _ => new List<double>());

    public async Task RunAsync(CancellationToken stop)
    {
        using var timer = new PeriodicTimer(between);
        try
        {
            while (await timer.WaitForNextTickAsync(stop))
                Sample();
        }
        catch (OperationCanceledException)
        {
            // The run is over: what was sampled is what counts.
        }
    }

    /// <summary>Of each process: the median of the second quarter, that of the last, and their ratio.</summary>
    public IReadOnlyList<(string Name, double Early, double Late, double Growth)> Summary() =>
    [
        .. from process in _samples
        let quarter = process.Value.Count / 4
        where quarter > 0
        let early = Measure.Rounds.Median([.. process.Value.Skip(quarter).Take(quarter)])
        let late = Measure.Rounds.Median([.. process.Value.TakeLast(quarter)])
        select (process.Key, early, late, late / early),
    ];

    private void Sample()
    {
        foreach (var (name, samples) in _samples)
        {
            if (topology.ProcessOf(name) is not { } running)
                continue;
            using var process = Process.GetProcessById(running.Id);
            samples.Add(process.WorkingSet64 / BytesOfAMegabyte);
        }
    }
}
