using System.Collections.Immutable;
using WebhookSystem.Contracts.Items;

namespace WebhookSystem.Orderer.Release.Send;

/// <summary>A release that the queue is not known to have, ready to be sent.</summary>
/// <param name="Body">The CloudEvent, JSON in UTF-8.</param>
internal sealed record Unsent(StoredEvent Event, long Ordinal, ReadOnlyMemory<byte> Body);

/// <summary>All releases of a key that are to be sent, ascending by ordinal.</summary>
/// <param name="Settled">The mark to write once they are sent; null where it stands already, or where none is
/// kept.</param>
internal sealed record KeyReleases(KeyName Key, ImmutableArray<Unsent> Unsent, long? Settled);
