using WebhookSystem.Contracts;
using WebhookSystem.Contracts.CloudEvents;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Orderer.Release;
using WebhookSystem.Simulation.World;

namespace WebhookSystem.Simulation;

/// <summary>What must hold once everything is quiet.</summary>
internal static class Oracle
{
    /// <exception cref="InvariantException">What does not hold, for which key.</exception>
    public static void Check(Scenario scenario, Outside outside)
    {
        if (outside.Violations.Count > 0)
            throw new InvariantException(outside.Violations[0]);
        foreach (var (key, cursor) in outside.Cursors)
        {
            if (cursor.Held.Length > 0)
                throw new InvariantException($"{key} holds for ever: {cursor.ToJson()}");
            if (outside.Marks.GetValueOrDefault(key) < cursor.NextOrdinal - 1)
                throw new InvariantException($"{key} has sent everything, and its mark does not say so.");
        }

        foreach (var key in outside.Events.Keys.Select(name => name.Key).Distinct())
            CheckKey(key, scenario.Sources[key.Source].Mode, outside);
    }

    private static bool IsRepeatedTooSoon(IEnumerable<Received> ofAnOrdinal) => ofAnOrdinal
        .Zip(ofAnOrdinal.Skip(1)).Any(pair => pair.Second.At - pair.First.At < Topology.Limits.FifoDeduplication);

    private static void CheckKey(KeyName key, OrderingMode mode, Outside outside)
    {
        var received = outside.Ordered.Groups.GetValueOrDefault(FifoIds.GroupOf(key.Source, key.Key)) ?? [];
        var first = received.DistinctBy(one => one.Ordinal).ToList();
        if (received.DistinctBy(one => (one.Ordinal, one.Id)).Count() != first.Count)
            throw new InvariantException($"{key}: an ordinal was given to two events.");
        if (received.GroupBy(one => one.Ordinal).Any(IsRepeatedTooSoon))
            throw new InvariantException($"{key}: an ordinal came again while the queue still had to know it.");
        if (!first.Select(one => one.Ordinal).SequenceEqual(Enumerable.Range(1, first.Count).Select(at => (long)at)))
            throw new InvariantException(
                $"{key}: ordinals came as {string.Join(' ', first.Select(one => one.Ordinal))}.");
        var stored = outside.Events.Where(stored => stored.Key.Key == key).ToDictionary(
            stored => stored.Key.Id, stored => stored.Value);
        if (first.DistinctBy(one => one.Id).Count() != first.Count)
            throw new InvariantException($"{key}: an event was released twice.");
        if (first.Count != stored.Count)
            throw new InvariantException($"{key}: {stored.Count} events were stored and {first.Count} released.");
        if (mode == OrderingMode.Arrival)
            return;
        var positions = first.Where(one => !one.IsLate)
            .Select(one => stored[one.Id].Position).OfType<Int128>().ToList();
        for (var at = 1; at < positions.Count; at++)
        {
            var (before, after) = (positions[at - 1], positions[at]);
            if (after < before || (after == before && mode == OrderingMode.Sequence))
                throw new InvariantException($"{key}: positions came as {string.Join(' ', positions)}.");
        }
    }
}

/// <summary>Something happened that never may.</summary>
internal sealed class InvariantException(string message) : Exception(message);
