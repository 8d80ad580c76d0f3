using System.Diagnostics;
using Amazon.DynamoDBv2;
using Amazon.SQS;
using WebhookSystem.Bench.Measure;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Live;
using WebhookSystem.Live.Judge;
using WebhookSystem.Live.Receive;
using WebhookSystem.Live.Traffic;

namespace WebhookSystem.Bench.Whole;

/// <summary>One run at one rate over a fresh topology, judged at its end.</summary>
internal sealed class Drive(LiveTopology topology, int seed)
{
    /// <summary>As many as keep up: each more takes fewer messages at a time, and more of the processors.</summary>
    public const int Consumers = 2;
    private const double Forged = 0.01;

    /// <summary>Until what runs often is compiled, in all processes: on two cores that takes so long.</summary>
    private const double WarmUpPerSecond = 200;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(10);

    /// <summary>Nothing here waits by design: neither a hold nor a position that never comes.</summary>
    public static Shape Mixed { get; } = new()
    {
        KeysOfASource = 200,
        Duplicates = 0.05,
        Disorder = 0.1,
        Conflicts = 0,
        Skips = 0,
        Large = 0,
        Huge = 0.001,
        HugeBytes = 1024 * 1024,
        Sources = [.. LiveSource.All.Where(source => source.IsWhole || source.Mode == OrderingMode.Arrival)],
    };

    public async Task<Driven> RunAsync(
        double perSecond, TimeSpan time, Func<CancellationToken, Task>? beside, CancellationToken cancellationToken)
    {
        using var sqs = topology.CreateAwsClient<IAmazonSQS>();
        using var dynamoDb = topology.CreateAwsClient<IAmazonDynamoDB>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var accepted = new Accepted();
        var log = new OrderedLog(sqs);
        var consuming = Enumerable.Range(0, Consumers).Select(_ => log.RunAsync(stop.Token)).ToList();
        using var loop = new OpenLoop(topology.Ingress, new Plan(seed, Mixed), accepted, Forged);
        var sampling = beside?.Invoke(stop.Token) ?? Task.CompletedTask;

        var quiet = new Quiet(topology, sqs);
        await loop.RunAsync(WarmUpPerSecond, WarmUp, cancellationToken);
        await quiet.WaitAsync(accepted, log, Patience, cancellationToken);
        var before = accepted.Deliveries;
        loop.MeasuredFrom = Stopwatch.GetTimestamp();
        await loop.RunAsync(perSecond, time, cancellationToken);
        var seconds = Stopwatch.GetElapsedTime(loop.MeasuredFrom).TotalSeconds;
        var (lag, deliveries) = (accepted.Events - log.Events, accepted.Deliveries - before);
        var unrest = await quiet.WaitAsync(accepted, log, Patience, cancellationToken);
        await stop.CancelAsync();
        await Task.WhenAll([.. consuming, sampling]);

        var table = await TableContents.ReadAsync(dynamoDb, cancellationToken);
        var received = log.Snapshot();
        var violations = Oracle.Judge(new(accepted.Promises, table, received));
        return new(
            perSecond, deliveries / seconds, accepted.Events, lag, loop.Answers, Ordering(loop, accepted, received),
            [.. loop.Violations, .. unrest, .. violations]);
    }

    /// <summary>
    /// From the moment an event could have been released, all before it being accepted, until it was received.
    /// </summary>
    private static Latencies Ordering(OpenLoop loop, Accepted accepted, IReadOnlyList<Received> received)
    {
        var orderedAt = received.DistinctBy(one => one.Name).ToDictionary(one => one.Name, one => one.Timestamp);
        var latencies = new Latencies();
        foreach (var key in accepted.Promises.GroupBy(one => (one.Key.Source, one.Key.Key)))
        {
            var ready = 0L;
            foreach (var (name, promise) in key.OrderBy(one => one.Value.Position ?? 0))
            {
                var own = loop.AcceptedAt[name];
                ready = promise.Source.Mode == OrderingMode.Arrival ? own : Math.Max(ready, own);
                if (own >= loop.MeasuredFrom && orderedAt.TryGetValue(name, out var ordered))
                    latencies.Record(Stopwatch.GetElapsedTime(ready, Math.Max(ready, ordered)));
            }
        }

        return latencies;
    }
}

/// <param name="PerSecond">As asked for.</param>
/// <param name="AcceptedPerSecond">Deliveries that were answered 2xx.</param>
/// <param name="Lag">Events accepted and not yet received when the last had been sent.</param>
internal sealed record Driven(
    double PerSecond, double AcceptedPerSecond, int Events, int Lag, Latencies Answers, Latencies Ordering,
    IReadOnlyList<string> Violations)
{
    /// <summary>Kept up with, to a second of what was sent.</summary>
    public bool IsSustained => AcceptedPerSecond > 0.95 * PerSecond && Lag < PerSecond;

    public static string[] Heads { get; } =
        ["deliveries/s", "accepted/s", "events", "lag", "answer p50 ms", "p99", "ordered p50 ms", "p99", "max"];

    public object[] Row =>
    [
        PerSecond, AcceptedPerSecond, Events, Lag, Answers.Milliseconds(50), Answers.Milliseconds(99),
        Ordering.Milliseconds(50), Ordering.Milliseconds(99), Ordering.MaxMilliseconds(),
    ];
}
