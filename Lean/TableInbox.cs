using System.Diagnostics;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Ingress.Enqueue;
using WebhookSystem.Processor;
using WebhookSystem.Processor.Store;
using WebhookSystem.ServiceDefaults.Observe;

namespace WebhookSystem.Lean;

/// <summary>The table as the inbox: returns once the event is in it, as a new one or as one that is known.</summary>
internal sealed class TableInbox(EventStore store, ProcessorTelemetry telemetry) : IInbox
{
    public async Task SendAsync(string message, CancellationToken cancellationToken)
    {
        var inbox = InboxMessage.Parse(message);
        var outcome = await store.StoreAsync(inbox, TraceContext.Current, cancellationToken);
        telemetry.Count(Activity.Current, inbox, outcome);
    }
}
