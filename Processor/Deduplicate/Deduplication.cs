using WebhookSystem.Contracts.Items;
using WebhookSystem.Processor.Receive;
using WebhookSystem.Processor.Store;

namespace WebhookSystem.Processor.Deduplicate;

/// <summary>An event of this name is there already: what the newcomer is.</summary>
internal sealed class Deduplication(IEventTable table)
{
    public async Task<Outcome> DecideAsync(
        StoredEvent again, StoredEvent existing, CancellationToken cancellationToken)
    {
        // The queue brought the message again after its event was stored: the provider sent it once.
        if (again.DeliveryId == existing.DeliveryId)
            return Outcome.Repeated;
        if (again.Digest != existing.Digest)
            return await table.AddConflictAsync(again, cancellationToken) ? Outcome.Conflict : Outcome.Repeated;
        return await table.CountDuplicateAsync(again, cancellationToken) ? Outcome.Duplicate : Outcome.Repeated;
    }
}
