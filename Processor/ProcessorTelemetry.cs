using System.Diagnostics;
using System.Diagnostics.Metrics;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.Processor.Receive;
using WebhookSystem.ServiceDefaults.Observe;

namespace WebhookSystem.Processor;

/// <summary>The Processor's spans and counts.</summary>
internal sealed class ProcessorTelemetry : IDisposable
{
    public const string Name = TelemetryNames.Prefix + ".Processor";

    private readonly ActivitySource _spans = new(Name);
    private readonly Counter<long> _processed;

    public ProcessorTelemetry(IMeterFactory meters) => _processed = meters.Create(Name).CreateCounter<long>(
        "event.processed", "{event}", "Inbox messages by source and what became of them.");

    /// <summary>A message belongs to the trace that its request began; the batch is only linked.</summary>
    public Activity? StartMessage(string messageId, string? traceParent)
    {
        var batch = Activity.Current;
        var span = _spans.StartActivity(
            ActivityKind.Consumer, TraceContext.Parse(traceParent), name: $"process {Topology.Queues.Inbox}", tags:
            [
                new(MessagingTags.System, MessagingTags.SystemSqs),
                new(MessagingTags.OperationName, "process"),
                new(MessagingTags.OperationType, "process"),
                new(MessagingTags.Destination, Topology.Queues.Inbox),
                new(MessagingTags.MessageId, messageId),
            ], links: batch is null ? [] : [new ActivityLink(batch.Context)]);
        return span;
    }

    public void Count(Activity? span, InboxMessage inbox, Outcome outcome)
    {
        var name = outcome.ToString().ToLowerInvariant();
        span?.SetTag(EventTags.Source, inbox.Source).SetTag(EventTags.Key, inbox.CollectionKey)
            .SetTag(EventTags.EventId, inbox.EventId).SetTag(EventTags.EventType, inbox.EventType)
            .SetTag(EventTags.Outcome, name);
        _processed.Add(1, new(EventTags.Source, inbox.Source), new(EventTags.Outcome, name));
    }

    public static void Fail(Activity? span, Exception error) => span?
        .SetStatus(ActivityStatusCode.Error, error.Message).SetTag(MessagingTags.ErrorType, error.GetType().FullName);

    public void Dispose() => _spans.Dispose();
}
