using System.Diagnostics;
using Amazon.DynamoDBv2;
using Amazon.SQS;
using WebhookSystem.Bench.Measure;
using WebhookSystem.Live;
using WebhookSystem.Live.Judge;
using WebhookSystem.Live.Receive;
using WebhookSystem.Live.Traffic;

namespace WebhookSystem.Bench.Whole;

/// <summary>All of it is accepted while Processor and Orderer are down; then they start.</summary>
internal static class BacklogRun
{
    private static readonly TimeSpan Patience = TimeSpan.FromHours(2);

    public static async Task<int> RunAsync(int events, CancellationToken cancellationToken)
    {
        await using var topology = await LiveTopology.StartAsync(new(AreFunctionsHeld: true), cancellationToken);
        using var sqs = topology.CreateAwsClient<IAmazonSQS>();
        using var dynamoDb = topology.CreateAwsClient<IAmazonDynamoDB>();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var accepted = new Accepted();
        using var loop = new OpenLoop(topology.Ingress, new Plan(seed: 1, Drive.Mixed), accepted, forgedShare: 0);
        var queueing = Stopwatch.GetTimestamp();
        await loop.FloodAsync(events, cancellationToken);
        var queued = Stopwatch.GetElapsedTime(queueing).TotalSeconds;

        var log = new OrderedLog(sqs);
        var draining = Stopwatch.GetTimestamp();
        await topology.StartFunctionsAsync(cancellationToken);
        var consuming = Enumerable.Range(0, Drive.Consumers).Select(_ => log.RunAsync(stop.Token)).ToList();
        var unrest = await new Quiet(topology, sqs).WaitAsync(accepted, log, Patience, cancellationToken);
        var drained = Stopwatch.GetElapsedTime(draining).TotalSeconds;
        await stop.CancelAsync();
        await Task.WhenAll(consuming);

        var table = await TableContents.ReadAsync(dynamoDb, cancellationToken);
        List<string> violations =
            [.. loop.Violations, .. unrest, .. Oracle.Judge(new(accepted.Promises, table, log.Snapshot()))];
        var report = new Report(Console.Out);
        report.Table(
            ["", "events", "seconds", "events/s"],
            [
                ["queued", accepted.Events, queued, accepted.Events / queued],
                ["drained", log.Events, drained, log.Events / drained],
            ]);
        violations.ForEach(violation => Console.Out.WriteLine($"VIOLATED: {violation}"));
        report.Figures(new
        {
            events = accepted.Events,
            drainedPerSecond = Math.Round(log.Events / drained),
            violations = violations.Count,
        });
        return violations.Count == 0 ? 0 : 1;
    }
}
