using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Live.Receive;
using WebhookSystem.Live.Traffic;

namespace WebhookSystem.Live.Judge;

/// <summary>What must hold of the whole topology once it is quiet, whatever was done to it meanwhile.</summary>
internal static class Oracle
{
    /// <returns>Every violation, in words; none where all holds.</returns>
    public static IReadOnlyList<string> Judge(Evidence evidence) =>
    [
        .. Kept(evidence),
        .. evidence.Received.GroupBy(one => (one.Name.Source, one.Name.Key))
            .SelectMany(ofKey => Ordered(ofKey.Key, [.. ofKey], evidence)),
    ];

    /// <summary>Nothing accepted is absent, nothing is there that was never sent, contradictions are visible.</summary>
    private static IEnumerable<string> Kept(Evidence evidence)
    {
        var table = evidence.Table;
        var released = evidence.Received.Select(one => one.Name).ToHashSet();
        foreach (var (name, promise) in evidence.Promises)
        {
            if (!table.Digests.TryGetValue(name, out var digest))
            {
                yield return $"{name} was accepted and is not in the table.";
                continue;
            }

            if (!released.Contains(name))
                yield return $"{name} was accepted and never released.";
            var conflicts = table.Conflicts.GetValueOrDefault(name) ?? [];
            if (!promise.Digests.SetEquals(conflicts.Append(digest)) || conflicts.Contains(digest))
                yield return $"{name} was sent with {promise.Digests.Count} bodies; "
                    + $"its event and {conflicts.Count} conflicts are kept.";

            // Those whose answer was lost may be stored as well, and then count.
            var again = table.Duplicates.GetValueOrDefault(name) + conflicts.Count + 1;
            if (again < promise.Accepted - ConflictsAgain(promise) || again > promise.Attempts)
                yield return $"{name} was accepted {promise.Accepted} times of {promise.Attempts}, "
                    + $"and {again} deliveries of it are known.";
        }

        foreach (var name in table.Digests.Keys.Where(name => !evidence.Promises.ContainsKey(name)))
            yield return $"{name} is in the table and was never sent.";
        foreach (var (name, reason) in table.Dead)
            yield return $"{name} is dead: {reason}";
        foreach (var (key, cursor) in table.Cursors)
        {
            if (cursor.Held.Length > 0)
                yield return $"{key} still holds {cursor.Held.Length} events.";
            if (table.Marks.GetValueOrDefault(key) != cursor.NextOrdinal - 1)
                yield return $"{key} has given {cursor.NextOrdinal - 1} ordinals; its mark says otherwise.";
        }
    }

    /// <summary>A contradicting body that comes again is kept once and counted nowhere.</summary>
    private static int ConflictsAgain(Promise promise) =>
        promise.Digests.Count > 1 ? promise.Attempts - promise.Digests.Count : 0;

    private static IEnumerable<string> Ordered(
        (string Source, string Key) key, IReadOnlyList<Received> received, Evidence evidence)
    {
        var first = received.DistinctBy(one => one.Ordinal).ToList();
        if (received.DistinctBy(one => (one.Ordinal, one.Name)).Count() != first.Count)
            yield return $"{key}: an ordinal was given to two events.";
        if (first.DistinctBy(one => one.Name).Count() != first.Count)
            yield return $"{key}: an event was released under two ordinals.";
        if (!first.Select(one => one.Ordinal).SequenceEqual(Enumerable.Range(1, first.Count).Select(at => (long)at)))
            yield return $"{key}: ordinals came as {string.Join(' ', first.Select(one => one.Ordinal))}.";
        if (received.GroupBy(one => one.Ordinal).Any(IsSentAgainTooSoon))
            yield return $"{key}: an ordinal was sent again while the queue still had to know it.";
        foreach (var one in first)
        {
            if (one.Digest is { } digest && evidence.Table.Digests.GetValueOrDefault(one.Name) != digest)
                yield return $"{one.Name} came out with another body than the table's.";
        }

        var source = LiveSource.All.Single(source => source.Name == key.Source);
        foreach (var violation in Positioned(key, source, first, evidence.Promises))
            yield return violation;
    }

    private static IEnumerable<string> Positioned(
        (string Source, string Key) key, LiveSource source, List<Received> first,
        IReadOnlyDictionary<EventName, Promise> promises)
    {
        if (source.IsWhole && first.Exists(one => one.IsLate || one.FollowsGap))
            yield return $"{key}: something was late or followed a gap, and no gap's time has run out.";
        if (source.Mode == OrderingMode.Arrival)
            yield break;
        var positions = first.Where(one => !one.IsLate)
            .Select(one => promises.GetValueOrDefault(one.Name)?.Position).OfType<long>().ToList();
        if (positions.Zip(positions.Skip(1)).Any(pair => pair.Second <= pair.First))
            yield return $"{key}: positions came as {string.Join(' ', positions)}.";
    }

    /// <summary>One sending may be received twice, by another message id it was sent twice.</summary>
    private static bool IsSentAgainTooSoon(IEnumerable<Received> ofAnOrdinal)
    {
        var sendings = ofAnOrdinal.DistinctBy(one => one.MessageId).ToList();
        return sendings.Zip(sendings.Skip(1))
            .Any(pair => pair.Second.At - pair.First.At < Topology.Limits.FifoDeduplication);
    }
}
