using System.Collections.Immutable;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Orderer.Release.Send;

/// <summary>A release that the queues are not known to have, ready to be sent.</summary>
/// <param name="Body">The CloudEvent, JSON in UTF-8.</param>
/// <param name="Queues">Of the routes that it takes; the default is always among them.</param>
internal sealed record Unsent(
    StoredEvent Event, long Ordinal, ReadOnlyMemory<byte> Body, IReadOnlyList<string> Queues);

/// <summary>All releases of a key that are to be sent, ascending by ordinal.</summary>
/// <param name="Settled">The mark to write once they are sent; null where it stands already, or where none is
/// kept.</param>
internal sealed record KeyReleases(KeyName Key, ImmutableArray<Unsent> Unsent, long? Settled)
{
    /// <summary>The mark as it was before.</summary>
    public long Sent { get; init; }

    /// <summary>The cursor as it stands in the table; null where the key has none.</summary>
    public KeyCursor? Cursor { get; init; }
}
