using WebhookSystem.Bench.LocalAws.Load;
using WebhookSystem.Bench.LocalAws.Servers;
using WebhookSystem.Bench.Measure;

namespace WebhookSystem.Bench.LocalAws;

/// <summary>Each operation through the SDK, in turns on both servers: the ratio of a round is what counts.</summary>
internal static class BesideMoto
{
    private const int Rounds = 3;

    public sealed record Line(
        string Operation, double PerSecond, double P99Milliseconds, double? MotoPerSecond, double? Ratio);

    public static async Task<IReadOnlyList<Line>> RunAsync(
        LoadShape load, bool isAlone, Report report, CancellationToken cancellationToken)
    {
        await using var local = await ServerProcess.StartLocalAwsAsync(null, cancellationToken);
        await using var moto = isAlone ? null : await ServerProcess.StartMotoAsync(cancellationToken);
        if (moto is null)
            Console.WriteLine(isAlone ? "moto_server: left out." : "moto_server: skipped, it is not installed.");

        using var localClients = new Clients(local.Endpoint);
        using var motoClients = moto is null ? null : new Clients(moto.Endpoint);
        var localWork = await PrepareAsync(localClients, cancellationToken);
        var motoWork = motoClients is null ? null : await PrepareAsync(motoClients, cancellationToken);

        var lines = new List<Line>();
        for (var i = 0; i < localWork.Operations.Count; i++)
        {
            lines.Add(await CompareAsync(
                load, localWork.Operations[i], motoWork?.Operations[i].RunAsync, cancellationToken));
        }

        report.Table(
            ["through the SDK", "LocalAws/s", "p99 ms", "moto/s", "ratio"],
            lines.Select(static line => new object[]
            {
                line.Operation, line.PerSecond, line.P99Milliseconds, (object?)line.MotoPerSecond ?? "-",
                (object?)line.Ratio ?? "-",
            }));
        return lines;
    }

    private static async Task<Workload> PrepareAsync(Clients clients, CancellationToken cancellationToken)
    {
        var work = new Workload(clients);
        await work.PrepareAsync(cancellationToken);
        return work;
    }

    private static async Task<Line> CompareAsync(
        LoadShape load, (string Name, Func<long, CancellationToken, Task> RunAsync) local,
        Func<long, CancellationToken, Task>? moto, CancellationToken cancellationToken)
    {
        var own = new List<Throughput>();
        var other = new List<Throughput>();
        for (var round = 0; round <= Rounds; round++)
        {
            var one = await RunAsync(local.RunAsync);
            var two = moto is null ? null : await RunAsync(moto);

            // The first round warms both up.
            if (round == 0)
                continue;
            own.Add(one);
            if (two is not null)
                other.Add(two);
        }

        return new(
            local.Name,
            Median(own.Select(static one => one.PerSecond)),
            Median(own.Select(static one => one.P99Milliseconds)),
            other.Count == 0 ? null : Median(other.Select(static one => one.PerSecond)),
            other.Count == 0 ? null
                : Median(own.Zip(other, static (one, two) => one.PerSecond / two.PerSecond)));

        Task<Throughput> RunAsync(Func<long, CancellationToken, Task> runAsync) =>
            ClosedLoop.RunAsync(load.Connections, load.Duration, runAsync, cancellationToken);
    }

    private static double Median(IEnumerable<double> values) => Measure.Rounds.Median([.. values]);
}
