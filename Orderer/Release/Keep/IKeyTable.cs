using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Orderer.Release.Keep;

/// <summary>A key's cursor, and how far its releases are known to be in the queue.</summary>
internal sealed record KeyState
{
    /// <param name="mark">Zero where there is none, or none is wanted.</param>
    public KeyState(KeyCursor cursor, long mark)
    {
        Cursor = cursor;
        mark = Math.Max(mark, cursor.Inference?.Sent ?? 0);

        // The mark was read after the cursor, and others may have gone on in between: what lies beyond the cursor is
        // theirs, and says nothing about ordinals that are still to be given here.
        Sent = Math.Min(mark, cursor.NextOrdinal - 1);
    }

    public KeyCursor Cursor { get; }

    /// <summary>Every ordinal up to here is in the queue.</summary>
    public long Sent { get; }
}

/// <summary>
/// What is kept of a key. All reads are strongly consistent. An exception means that the store failed and the work is
/// to be done again.
/// </summary>
internal interface IKeyTable
{
    /// <summary>So many keys may be written side by side: what can go in one call, does.</summary>
    void Announce(int keys);

    /// <summary>Cursor first, then mark: read the other way, a mark could be older than the cursor's ring.</summary>
    Task<KeyState> LoadAsync(KeyName key, CancellationToken cancellationToken);

    /// <summary>Writes the cursor if the stored version is the one before; false where another was faster.</summary>
    /// <exception cref="CursorFullException">It does not fit its item until the queues have taken what is
    /// released.</exception>
    Task<bool> CommitAsync(KeyName key, KeyCursor cursor, CancellationToken cancellationToken);

    /// <summary>Raises the mark, never lowers it.</summary>
    /// <param name="before">What it is thought to be; zero where there is none yet.</param>
    Task RaiseMarkAsync(KeyName key, long before, long sent, CancellationToken cancellationToken);

    Task WriteLogAsync(KeyName key, LogChunk chunk, CancellationToken cancellationToken);

    /// <summary>Chunks by number, both ends included, ascending; those that have expired are absent.</summary>
    IAsyncEnumerable<LogChunk> ReadLogAsync(KeyName key, long first, long last, CancellationToken cancellationToken);

    /// <summary>The events that are there and can be read, in any order.</summary>
    Task<IReadOnlyList<StoredEvent>> ReadEventsAsync(
        KeyName key, IReadOnlyList<string> ids, CancellationToken cancellationToken);

    /// <summary>Keeps the event's death visible; the event itself stays.</summary>
    Task BuryAsync(DeadEvent dead, CancellationToken cancellationToken);

    /// <summary>Puts a late event aside, visibly; the event itself stays.</summary>
    Task QuarantineAsync(QuarantinedEvent aside, CancellationToken cancellationToken);

    /// <summary>Counts an attempt at an event, before it is made.</summary>
    /// <returns>The attempts so far, this one included.</returns>
    Task<long> CountAttemptAsync(KeyName key, string id, CancellationToken cancellationToken);

    Task ForgetAttemptsAsync(KeyName key, string id, CancellationToken cancellationToken);
}

internal sealed class CursorFullException(KeyName key) : Exception(
    $"A key of {key.Source} waits until the ordered queues have taken what it has released.");
