using System.Diagnostics;
using System.Diagnostics.Metrics;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Telemetry;

namespace WebhookSystem.Ingress.Observe;

/// <summary>The room's spans and measures.</summary>
internal sealed class IngressTelemetry : IDisposable
{
    public const string Name = TelemetryNames.Prefix + ".Ingress";

    private readonly ActivitySource _source = new(Name);
    private readonly Counter<long> _received;
    private readonly Counter<long> _sent;

    public IngressTelemetry(IMeterFactory meters)
    {
        var meter = meters.Create(Name);
        _received = meter.CreateCounter<long>(TelemetryNames.Received, "{request}", "Requests by source and verdict.");
        _sent = meter.CreateCounter<long>("messaging.client.sent.messages", "{message}", "Messages sent to a queue.");
    }

    /// <param name="source">Null where it is unknown: what a stranger writes is no tag.</param>
    public void Received(string? source, string verdict)
    {
        var tags = new TagList { { EventTags.Verdict, verdict } };
        if (source is not null)
            tags.Add(EventTags.Source, source);
        _received.Add(1, tags);
    }

    public Activity? StartSend() => _source
        .StartActivity($"send {Topology.Queues.Inbox}", ActivityKind.Producer)
        ?.SetTag(MessagingTags.System, MessagingTags.SystemSqs)
        .SetTag(MessagingTags.OperationName, "send")
        .SetTag(MessagingTags.OperationType, "send")
        .SetTag(MessagingTags.Destination, Topology.Queues.Inbox);

    public void Sent(Activity? span, string messageId)
    {
        span?.SetTag(MessagingTags.MessageId, messageId);
        _sent.Add(1, SentTags());
    }

    public void NotSent(Activity? span, Exception failure)
    {
        var type = failure.GetType().FullName;
        span?.SetTag(MessagingTags.ErrorType, type).SetStatus(ActivityStatusCode.Error, failure.Message);
        _sent.Add(1, [.. SentTags(), new(MessagingTags.ErrorType, type)]);
    }

    public void Dispose() => _source.Dispose();

    private static KeyValuePair<string, object?>[] SentTags() =>
    [
        new(MessagingTags.System, MessagingTags.SystemSqs), new(MessagingTags.OperationName, "send"),
        new(MessagingTags.Destination, Topology.Queues.Inbox),
    ];
}
