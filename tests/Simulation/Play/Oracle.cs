using WebhookSystem.Contracts;
using WebhookSystem.Contracts.CloudEvents;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Orderer.Release;

namespace WebhookSystem.Simulation.Play;

/// <summary>What must hold once everything is quiet.</summary>
internal static class Oracle
{
    /// <exception cref="InvariantException">What does not hold, for which key.</exception>
    /// <param name="accepted">What providers were told is safe.</param>
    public static void Check(Scenario scenario, Outside outside, IReadOnlyList<InboxMessage> accepted)
    {
        if (outside.Violations.Count > 0)
            throw new InvariantException(outside.Violations[0]);
        foreach (var (key, cursor) in outside.Cursors)
        {
            if (cursor.Held.Length > 0)
                throw new InvariantException($"{key} holds for ever: {cursor.ToJson()}");
            if (outside.SentOf(key) < cursor.NextOrdinal - 1)
                throw new InvariantException($"{key} has not sent everything, or its mark does not say so.");
        }

        foreach (var events in outside.Events.GroupBy(stored => stored.Key.Key, stored => stored.Value))
            new KeyOracle(events.Key, scenario, outside).Check([.. events]);
        foreach (var deliveries in accepted.GroupBy(message => NameOf(message, outside)))
            CheckDeliveries(deliveries.Key, [.. deliveries], outside);
        foreach (var unique in accepted.Where(message => message.IsUniqueInSource).DistinctBy(one => one.EventId))
        {
            if (outside.Events.Keys.Count(name => name.Id == unique.EventId && name.Key.Source == unique.Source) != 1)
                throw new InvariantException($"{unique.EventId} is unique in {unique.Source}, and stored twice.");
        }
    }

    /// <summary>Where an id is unique, the event is where it was stored, whatever the key that it came under.</summary>
    private static (KeyName Key, string Id) NameOf(InboxMessage message, Outside outside)
    {
        var key = outside.Identities.TryGetValue((message.Source, message.EventId), out var known)
            ? known.Key
            : message.CollectionKey;
        return (new(message.Source, key), message.EventId);
    }

    /// <summary>Of an event's deliveries one is stored, the same again is counted once, another body is
    /// kept.</summary>
    private static void CheckDeliveries(
        (KeyName Key, string Id) name, IReadOnlyList<InboxMessage> deliveries, Outside outside)
    {
        if (!outside.Events.TryGetValue(name, out var stored))
            throw new InvariantException($"{name} was accepted and is not stored.");
        if (stored.Ticket is { } ticket && !outside.Objects.ContainsKey(ticket.Key))
            throw new InvariantException($"{name} is stored, and its body is not.");
        foreach (var again in deliveries.Where(one => one.DeliveryId != stored.DeliveryId))
        {
            var isCounted = outside.Duplicates.Contains((name, again.DeliveryId));
            if (isCounted != (again.Digest == stored.Digest))
                throw new InvariantException($"{name}: delivery {again.DeliveryId} is counted: {isCounted}.");
            if (again.Digest != stored.Digest && !outside.Conflicts.Contains((name, again.Digest)))
                throw new InvariantException($"{name}: the other body of {again.DeliveryId} is not kept.");
        }

        if (outside.Duplicates.Contains((name, stored.DeliveryId)))
            throw new InvariantException($"{name}: the delivery that was stored is counted as a duplicate.");
    }
}

/// <summary>What must hold for one key.</summary>
internal sealed class KeyOracle(KeyName key, Scenario scenario, Outside outside)
{
    public void Check(IReadOnlyList<StoredEvent> events)
    {
        var received = Received(Topology.Queues.Ordered);
        var first = received.DistinctBy(one => one.Ordinal).ToList();
        CheckOrdinals(received, first);
        CheckPlaces(events, first);
        var stored = events.ToDictionary(one => one.EventId);
        CheckOrder(stored, first);
        if (first.Count > 0)
            CheckLateness([.. first.Select(one => (stored[one.Id], one.IsLate))], events.Max(one => one.Epoch ?? 0));
        CheckRoute(events, first);
    }

    private List<Received> Received(string queue) =>
        outside.Queues[queue].Groups.GetValueOrDefault(FifoIds.GroupOf(key.Source, key.Key)) ?? [];

    private void CheckOrdinals(List<Received> received, List<Received> first)
    {
        if (received.DistinctBy(one => (one.Ordinal, one.Id)).Count() != first.Count)
            throw Violation("an ordinal was given to two events.");
        if (received.GroupBy(one => one.Ordinal).Any(IsRepeatedTooSoon))
            throw Violation("an ordinal came again while the queue still had to know it.");
        for (var at = 0; at < first.Count; at++)
        {
            if (first[at].Ordinal != at + 1)
                throw Violation($"ordinals came as {string.Join(' ', first.Select(one => one.Ordinal))}.");
        }
    }

    /// <summary>Every event is in one place: released, quarantined, or dead.</summary>
    private void CheckPlaces(IReadOnlyList<StoredEvent> events, List<Received> first)
    {
        var released = first.Select(one => one.Id).ToHashSet();
        if (released.Count != first.Count)
            throw Violation("an event was released twice.");
        foreach (var stored in events)
        {
            var isAside = outside.IsAside(key, stored.EventId);
            if (!isAside && !released.Contains(stored.EventId))
                throw Violation($"{stored.EventId} was stored and never released.");
        }

        if (outside.IsKind && outside.Dead.Keys.Any(dead => dead.Key == key && dead.Id != scenario.Poison))
            throw Violation("an event was given up that did no harm.");
        if (scenario.Sources[key.Source].Late == LatePolicy.Deliver && outside.Quarantined.Any(one => one.Key == key))
            throw Violation("an event was quarantined, which its source does not want.");
    }

    /// <summary>Within a generation, positions rise among what is not late.</summary>
    private void CheckOrder(Dictionary<string, StoredEvent> stored, List<Received> first)
    {
        var mode = scenario.Sources[key.Source].Mode;
        if (mode == OrderingMode.Arrival)
            return;
        var positions = first.Where(one => !one.IsLate && stored[one.Id].Position is not null)
            .Select(one => stored[one.Id].Position!.Value).ToList();
        var descents = positions.Zip(positions.Skip(1))
            .Count(pair => pair.Second < pair.First || (pair.Second == pair.First && mode == OrderingMode.Sequence));
        if (descents > (outside.Cursors.GetValueOrDefault(key)?.Generation ?? 0))
            throw Violation($"positions came as {string.Join(' ', positions)}.");
    }

    /// <summary>
    /// Nothing is late but what came after something at or beyond its own place; what is of an earlier epoch is late
    /// from the moment the later one shows itself, whatever becomes of that.
    /// </summary>
    private void CheckLateness(List<(StoredEvent Event, bool IsLate)> released, Int128 lastEpoch)
    {
        var furthest = (Epoch: Int128.MinValue, Position: Int128.MinValue);
        foreach (var (stored, isLate) in released.Where(one => one.Event.Position is not null))
        {
            var place = (Epoch: stored.Epoch ?? 0, Position: stored.Position!.Value);
            if (isLate && place.Epoch == lastEpoch && place.CompareTo(furthest) > 0)
                throw Violation($"{stored.EventId} is marked late, and nothing beyond it had been released.");
            furthest = place.CompareTo(furthest) > 0 ? place : furthest;
        }
    }

    /// <summary>The route's queue has what its pattern wants, in the same order.</summary>
    private void CheckRoute(IReadOnlyList<StoredEvent> events, List<Received> first)
    {
        var wanted = events.Where(stored => stored.EventType == Scenario.Route.Name)
            .Select(stored => stored.EventId).ToHashSet();
        var routed = Received(Topology.Queues.OfRoute(Scenario.Route.Name)).DistinctBy(one => one.Ordinal);
        if (!routed.Select(one => one.Id).SequenceEqual(first.Select(one => one.Id).Where(wanted.Contains)))
            throw Violation("the route did not get what its pattern wants, in order.");
    }

    private static bool IsRepeatedTooSoon(IEnumerable<Received> ofAnOrdinal) => ofAnOrdinal
        .Zip(ofAnOrdinal.Skip(1)).Any(pair => pair.Second.At - pair.First.At < Topology.Limits.FifoDeduplication);

    private InvariantException Violation(string what) => new($"{key}: {what}");
}

/// <summary>Something happened that never may.</summary>
internal sealed class InvariantException(string message) : Exception(message);
