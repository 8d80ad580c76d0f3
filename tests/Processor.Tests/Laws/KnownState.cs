using System.Collections.Immutable;
using System.Globalization;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Processor.Receive;

namespace WebhookSystem.Processor.Tests.Laws;

/// <summary>One request of a provider's: its id, and the digest of the body that it brings.</summary>
internal readonly record struct Delivery(string Id, string Digest);

/// <summary>What is to be known of one event: the whole of idempotency, with one delivery after another.</summary>
/// <param name="Stored">The delivery that brought it first.</param>
/// <param name="Counted">Deliveries that brought it again.</param>
/// <param name="Conflicts">Digests of other bodies that came under its id.</param>
internal sealed record KnownState(
    Delivery? Stored, ImmutableSortedSet<string> Counted, ImmutableSortedSet<string> Conflicts)
{
    public static KnownState Nothing { get; } = new(null, [], []);

    public (KnownState After, Outcome Outcome) Take(Delivery delivery)
    {
        if (Stored is not { } stored)
            return (this with { Stored = delivery }, Outcome.Stored);
        if (delivery.Id == stored.Id)
            return (this, Outcome.Repeated);
        if (delivery.Digest != stored.Digest)
            return Conflicts.Contains(delivery.Digest)
                ? (this, Outcome.Repeated)
                : (this with { Conflicts = Conflicts.Add(delivery.Digest) }, Outcome.Conflict);
        return Counted.Contains(delivery.Id)
            ? (this, Outcome.Repeated)
            : (this with { Counted = Counted.Add(delivery.Id) }, Outcome.Duplicate);
    }

    /// <summary>As the table has it.</summary>
    public static KnownState Of(IReadOnlyDictionary<string, Dictionary<string, AttributeValue>> items, string eventId)
    {
        var conflict = Topology.Table.ConflictKey(eventId, "");
        var counted = items.GetValueOrDefault(Topology.Table.DuplicateKey(eventId));
        var state = new KnownState(
            items.GetValueOrDefault(Topology.Table.EventKey(eventId)) is { } stored
                ? new(stored[Attributes.DeliveryId].S, stored[Attributes.Digest].S)
                : null,
            [.. counted?[Attributes.Deliveries].SS ?? []],
            [.. items.Keys.Where(key => key.StartsWith(conflict, StringComparison.Ordinal))
                .Select(key => key[conflict.Length..])]);
        Assert.Equal(
            state.Counted.Count, int.Parse(counted?[Attributes.Count].N ?? "0", CultureInfo.InvariantCulture));
        return state;
    }

    public bool Equals(KnownState? other) => other is not null && Stored == other.Stored
        && Counted.SetEquals(other.Counted) && Conflicts.SetEquals(other.Conflicts);

    public override int GetHashCode() => HashCode.Combine(Stored, Counted.Count, Conflicts.Count);
}
