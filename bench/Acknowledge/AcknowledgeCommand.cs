using System.CommandLine;
using System.Diagnostics;
using System.Net;
using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.Bench.Measure;
using WebhookSystem.Bench.Send;
using WebhookSystem.Contracts;
using WebhookSystem.Live;
using WebhookSystem.Live.Traffic;

namespace WebhookSystem.Bench.Acknowledge;

/// <summary>
/// How many signed requests a second Ingress answers 202 on Kestrel, each after the queue has its message on disk.
/// Nothing takes the messages out again: in the end the queue must hold one for every answer.
/// </summary>
internal static class AcknowledgeCommand
{
    /// <summary>Until the compiler has done with what runs long.</summary>
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(12);

    /// <summary>A body is some 1,000 bytes.</summary>
    private static readonly string Padding = new('x', 900);

    private static readonly Option<int> Connections = new("--connections") { DefaultValueFactory = _ => 64 };
    private static readonly Option<int> Seconds = new("--seconds") { DefaultValueFactory = _ => 10 };

    public static Command Build()
    {
        var command = new Command("acknowledge", "Durable acknowledgements a second, with LocalAws keeping all on disk")
        {
            Connections, Seconds,
        };
        command.SetAction((given, token) => RunAsync(
            given.GetValue(Connections), TimeSpan.FromSeconds(given.GetValue(Seconds)), token));
        return command;
    }

    private static async Task<int> RunAsync(int connections, TimeSpan time, CancellationToken cancellationToken)
    {
        await using var topology = await LiveTopology.StartAsync(
            new(WithoutTelemetry, AreFunctionsHeld: true, IsDurable: true), cancellationToken);
        var warm = await LoadAsync(topology, connections, WarmUp, new(), cancellationToken);
        var latencies = new Latencies();
        var started = Stopwatch.GetTimestamp();
        var answered = await LoadAsync(topology, connections, time, latencies, cancellationToken);
        var perSecond = answered / Stopwatch.GetElapsedTime(started).TotalSeconds;

        var queued = await CountAsync(topology, cancellationToken);
        var report = new Report(Console.Out);
        report.Table(
            ["connections", "answered", "a second", "p50 ms", "p99 ms", "max ms", "queued in all"],
            [[
                connections, answered, perSecond, latencies.Milliseconds(50), latencies.Milliseconds(99),
                latencies.MaxMilliseconds(), queued,
            ]]);
        var violations = queued == answered + warm ? 0 : 1;
        report.Figures(new
        {
            connections,
            perSecond = Math.Round(perSecond),
            p50 = latencies.Milliseconds(50),
            p99 = latencies.Milliseconds(99),
            violations,
        });
        return violations;
    }

    private static async Task<long> LoadAsync(
        LiveTopology topology, int connections, TimeSpan time, Latencies latencies, CancellationToken cancellationToken)
    {
        var until = Stopwatch.GetTimestamp() + (long)(time.TotalSeconds * Stopwatch.Frequency);
        var counts = await Task.WhenAll(Enumerable.Range(0, connections).Select(
            _ => Task.Run(() => SendAsync(topology.Ingress, until, latencies, cancellationToken), cancellationToken)));
        return counts.Sum();
    }

    private static async Task<long> SendAsync(
        Uri ingress, long until, Latencies latencies, CancellationToken cancellationToken)
    {
        using var connection = await RawConnection.OpenAsync(ingress, cancellationToken);
        var (name, count) = (Guid.NewGuid(), 0L);
        while (Stopwatch.GetTimestamp() < until)
        {
            var delivery = Delivery.Of(
                LiveSource.All[^1], "", $"{name:N}-{count}", position: null, padding: Padding);
            var request = RawRequest.Of(delivery, ingress);
            var began = Stopwatch.GetTimestamp();
            if (await connection.PostAsync(request, cancellationToken) is not HttpStatusCode.Accepted and var status)
                throw new InvalidOperationException($"A delivery was answered {(int)status}.");
            latencies.Record(began);
            count++;
        }

        return count;
    }

    private static async Task<long> CountAsync(LiveTopology topology, CancellationToken cancellationToken)
    {
        using var sqs = topology.CreateAwsClient<IAmazonSQS>();
        var url = (await sqs.GetQueueUrlAsync(Topology.Queues.Inbox, cancellationToken)).QueueUrl;
        var answer = await sqs.GetQueueAttributesAsync(
            new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = ["All"] }, cancellationToken);
        return answer.ApproximateNumberOfMessages;
    }

    /// <summary>Exporting spans costs as much as everything else; where that matters, they are sampled.</summary>
    private static void WithoutTelemetry(string name, Dictionary<string, object> environment) =>
        environment["OTEL_EXPORTER_OTLP_ENDPOINT"] = "";
}
