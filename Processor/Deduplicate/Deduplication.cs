using WebhookSystem.Contracts.Items;
using WebhookSystem.Processor.Receive;
using WebhookSystem.Processor.Store;

namespace WebhookSystem.Processor.Deduplicate;

/// <summary>An event of this name is there already: what the newcomer is.</summary>
internal sealed class Deduplication(IEventTable table)
{
    public async Task<Outcome> DecideAsync(
        StoredEvent again, KnownEvent existing, CancellationToken cancellationToken)
    {
        // The queue brought the message again after its event was stored: the provider sent it once.
        if (again.DeliveryId == existing.DeliveryId)
            return Outcome.Repeated;

        // What came under another key is told of where the event is.
        var beside = again.CollectionKey == existing.Key ? again : again with { Key = existing.Key };
        if (again.Digest != existing.Digest)
            return await table.AddConflictAsync(beside, cancellationToken) ? Outcome.Conflict : Outcome.Repeated;
        return await table.CountDuplicateAsync(beside, cancellationToken) ? Outcome.Duplicate : Outcome.Repeated;
    }
}
