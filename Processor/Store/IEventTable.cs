using WebhookSystem.Contracts.Items;

namespace WebhookSystem.Processor.Store;

/// <summary>
/// The events that are kept. An exception means that the store failed and the work is to be done again.
/// </summary>
internal interface IEventTable
{
    /// <summary>So many events may come side by side: what can go in one call, does.</summary>
    void Announce(int events);

    /// <summary>Adds the event, if there is none of its name, or one whose retention has run out.</summary>
    /// <returns>The event that is there already; null where this one was added.</returns>
    Task<KnownEvent?> AddAsync(StoredEvent stored, CancellationToken cancellationToken);

    /// <summary>The same, where an event of its id under another key is the same event.</summary>
    Task<KnownEvent?> AddUniqueAsync(StoredEvent stored, CancellationToken cancellationToken);

    /// <summary>Keeps an event that contradicts another; one body of it is kept once.</summary>
    /// <returns>False where that very body is kept already.</returns>
    Task<bool> AddConflictAsync(StoredEvent contradicting, CancellationToken cancellationToken);

    /// <summary>Counts a delivery once, as long as its id is among the bounded set of remembered ones.</summary>
    /// <returns>False where it was counted before.</returns>
    Task<bool> CountDuplicateAsync(StoredEvent again, CancellationToken cancellationToken);

    /// <summary>Keeps visible that an event was given up.</summary>
    Task BuryAsync(DeadEvent dead, CancellationToken cancellationToken);
}
