using WebhookSystem.Bench.LocalAws.Load;
using WebhookSystem.Bench.LocalAws.Servers;
using WebhookSystem.Bench.Measure;

namespace WebhookSystem.Bench.LocalAws;

/// <summary>
/// Conditional puts over bare connections: in memory, and where each is on disk before it is answered.
/// </summary>
internal static class ConditionalPuts
{
    public sealed record Line(string Kept, double PerSecond, double P50Milliseconds, double P99Milliseconds);

    public static async Task<IReadOnlyList<Line>> RunAsync(
        LoadShape load, Report report, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("localaws-bench-");
        try
        {
            Line[] lines =
            [
                await MeasureAsync("in memory", null, load, cancellationToken),
                await MeasureAsync("on disk", folder.FullName, load, cancellationToken),
            ];
            report.Table(
                [$"conditional puts, {load.Connections} connections", "per s", "p50 ms", "p99 ms"],
                lines.Select(static line => new object[]
                {
                    line.Kept, line.PerSecond, line.P50Milliseconds, line.P99Milliseconds,
                }));
            return lines;
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private static async Task<Line> MeasureAsync(
        string kept, string? data, LoadShape load, CancellationToken cancellationToken)
    {
        await using var server = await ServerProcess.StartLocalAwsAsync(data, cancellationToken);
        using var clients = new Clients(server.Endpoint);
        await new Workload(clients).PrepareAsync(cancellationToken);

        // Once to warm up: the compiler optimises what runs long.
        await PutAsync();
        var measured = await PutAsync();
        return new(kept, measured.PerSecond, measured.P50Milliseconds, measured.P99Milliseconds);

        Task<Throughput> PutAsync() => RawLoad.PutConditionallyAsync(
            server.Endpoint, load.Connections, load.Duration, cancellationToken);
    }
}
