using System.Diagnostics;
using System.Diagnostics.Metrics;
using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.Orderer.Release.Send;

namespace WebhookSystem.Orderer;

/// <summary>The Orderer's spans and counts.</summary>
internal sealed class OrdererTelemetry : IDisposable
{
    public const string Name = TelemetryNames.Prefix + ".Orderer";

    private readonly ActivitySource _spans = new(Name);

    private readonly Counter<long> _released;

    public OrdererTelemetry(IMeterFactory meters) =>
        _released = meters.Create(Name).CreateCounter<long>("event.released", "{event}", "Events sent in order.");

    /// <summary>A release is a child of its own event's trace, not of the batch that happened to bring it.</summary>
    public Activity? StartRelease(Unsent unsent, string queue)
    {
        var stored = unsent.Event;
        if (!ActivityContext.TryParse(stored.TraceParent, null, isRemote: true, out var parent))
            return null;
        return _spans.StartActivity($"send {queue}", ActivityKind.Producer, parent, tags:
        [
            new(MessagingTags.System, MessagingTags.SystemSqs),
            new(MessagingTags.OperationName, "send"),
            new(MessagingTags.OperationType, "send"),
            new(MessagingTags.Destination, queue),
            new(EventTags.Source, stored.Source),
            new(EventTags.Key, stored.CollectionKey),
            new(EventTags.EventId, stored.EventId),
            new(EventTags.EventType, stored.EventType),
            new(EventTags.Outcome, "released"),
            new(EventTags.Ordinal, unsent.Ordinal),
        ]);
    }

    public void CountReleases(int count) => _released.Add(count);

    public void Dispose() => _spans.Dispose();
}
