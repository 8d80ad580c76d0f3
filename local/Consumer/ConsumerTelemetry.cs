using System.Diagnostics;
using Amazon.SQS.Model;
using WebhookSystem.Client.Consume;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.ServiceDefaults.Observe;

namespace WebhookSystem.Consumer;

/// <summary>The consumer's spans: each carries on the trace that the provider's request began.</summary>
internal sealed class ConsumerTelemetry : IDisposable
{
    private readonly ActivitySource _spans = new(TelemetryNames.Prefix + ".Consumer");

    public Activity? StartProcess(Message message, OrderedMessage received) => _spans.StartActivity(
        $"process {Topology.Queues.Ordered}",
        ActivityKind.Consumer,
        TraceContext.Incoming(message.MessageAttributes),
        tags:
        [
            new(MessagingTags.System, MessagingTags.SystemSqs),
            new(MessagingTags.OperationName, "process"),
            new(MessagingTags.OperationType, "process"),
            new(MessagingTags.Destination, Topology.Queues.Ordered),
            new(MessagingTags.MessageId, message.MessageId),
            new(EventTags.Source, received.Source),
            new(EventTags.Key, received.Key),
            new(EventTags.EventId, received.Id),
            new(EventTags.EventType, received.Type),
            new(EventTags.Ordinal, received.Ordinal),
        ]);

    public static void SayOutcome(Activity? span, Standing standing)
    {
        span?.SetTag(EventTags.Outcome, standing.ToString().ToLowerInvariant());
        if (standing == Standing.Gap)
            span?.SetStatus(ActivityStatusCode.Error, "An ordinal is missing.");
    }

    public void Dispose() => _spans.Dispose();
}
