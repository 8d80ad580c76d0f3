using WebhookSystem.Contracts.Items;

namespace WebhookSystem.Orderer.Release;

/// <summary>All that an invocation brought for one key.</summary>
/// <param name="Events">In stream order.</param>
/// <param name="WakeUp">The highest version that a wake-up named; null where none came.</param>
internal sealed record KeyWork(KeyName Key, IReadOnlyList<StoredEvent> Events, long? WakeUp)
{
    /// <summary>An event without an ordering key waits for nothing and needs no cursor.</summary>
    public bool HasOrder => WakeUp is not null || Events.Any(stored => stored.Key is not null);
}
