using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Processor.ClaimCheck;
using WebhookSystem.Processor.Deduplicate;
using WebhookSystem.Processor.Receive;

namespace WebhookSystem.Processor.Store;

/// <summary>Takes an event from its message into the table: once, whatever comes again.</summary>
internal sealed class EventStore(BodyKeeper bodies, IEventTable table, Deduplication deduplication, TimeProvider time)
{
    /// <exception cref="BodyException">The body is missing or is another.</exception>
    public async Task<Outcome> StoreAsync(
        InboxMessage inbox, string? traceParent, CancellationToken cancellationToken)
    {
        var body = await bodies.KeepAsync(inbox, cancellationToken);
        var stored = StoredEvent.From(inbox, body.Size, body.Packed, body.Ticket, time.GetUtcNow()) with
        {
            TraceParent = traceParent,
        };
        var known = inbox.IsUniqueInSource
            ? await table.AddUniqueAsync(stored, cancellationToken)
            : await table.AddAsync(stored, cancellationToken);
        return known is { } existing
            ? await deduplication.DecideAsync(stored, existing, cancellationToken)
            : Outcome.Stored;
    }
}
