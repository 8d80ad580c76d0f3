using WebhookSystem.Contracts.Items;

namespace WebhookSystem.Orderer.Release;

/// <summary>All that an invocation brought for one key.</summary>
/// <param name="Events">In stream order.</param>
/// <param name="WakeUps">The versions that wake-ups named.</param>
internal sealed record KeyWork(KeyName Key, IReadOnlyList<StoredEvent> Events, IReadOnlyList<long> WakeUps)
{
    /// <summary>An event without an ordering key waits for nothing and needs no cursor.</summary>
    public bool HasOrder => WakeUps.Count > 0 || Events.Any(stored => stored.Key is not null);
}
