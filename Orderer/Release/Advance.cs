using System.Collections.Immutable;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Orderer.Release.Keep;
using WebhookSystem.Orderer.Release.Send;
using WebhookSystem.Orderer.Release.Wake;
using WebhookSystem.Orderer.Sequence;

namespace WebhookSystem.Orderer.Release;

/// <summary>
/// Takes one key a step further: load, fold, make sure that what is released can be sent, commit, and only then put
/// aside and arm.
/// </summary>
internal sealed class Advance(
    IKeyTable table, IWakeUps wakeUps, Rendering rendering, SourceRules sources, RecentKeys recent, TimeProvider time)
{
    private readonly LogSearch _log = new(table);

    /// <returns>What is now to be sent, what older invocations left unsent included.</returns>
    /// <exception cref="CommitRaceException">Others committed first, too often: the work is to be brought
    /// again.</exception>
    public async Task<KeyReleases> RunAsync(KeyWork work, Lease lease, CancellationToken cancellationToken)
    {
        var dead = new HashSet<EventName>(work.Dead);
        for (var attempt = 0; attempt < Topology.Limits.CommitAttemptsMax; attempt++)
        {
            // What begins at a remembered cursor counts only where a commit proves it; else the key is read after all.
            var remembered = attempt == 0 ? recent.Take(work.Key) : null;
            var state = remembered ?? await table.LoadAsync(work.Key, cancellationToken);
            var step = await FoldAsync(work, state, dead, cancellationToken);
            lease.Check();
            var cursor = step.Fold.Changed
                ? await CommitAsync(work, attempt, step, cancellationToken)
                : remembered is null ? state.Cursor : null;
            if (cursor is null)
                continue;
            await PutAsideAsync(work, step.Fold.Quarantined, cancellationToken);
            if (step.Fold.ArmFor is { } delay)
                await wakeUps.ArmAsync(WakeUpFor(work.Key, cursor, delay), cancellationToken);
            if (Inference.IsLeftToStream(work, state, step.Fold))
                return new(work.Key, [], Settled: null);
            var settled = cursor.NextOrdinal - 1;
            var isToMark = cursor.Inference is not { IsOwed: false } && settled > step.Sent;
            return new(work.Key, step.Rendered.Ready, isToMark ? settled : null) { Sent = step.Sent, Cursor = cursor };
        }

        throw new CommitRaceException(work.Key);
    }

    /// <summary>Events without order wait for nothing: each is the first and only one of its own key.</summary>
    public async Task<KeyReleases> PassAsync(KeyWork work, CancellationToken cancellationToken)
    {
        var known = work.Events.Where(stored => !work.Dead.Contains(EventName.Of(stored)))
            .DistinctBy(EventName.Of).ToDictionary(EventName.Of);
        var entries = known.Keys.Select(name => new ReleasedEntry(1, name.Id, name.Arrival, ReleaseMarks.None));
        var rendered = await rendering.RenderAsync(work.Key, [.. entries], known, cancellationToken);
        foreach (var entry in rendered.Lost)
            await rendering.BuryAsync(work.Key, entry, known.GetValueOrDefault(EventName.Of(entry)), cancellationToken);
        return new(work.Key, rendered.Ready, Settled: null);
    }

    /// <summary>Folds until everything that takes an ordinal can be sent; what cannot is dead and takes none.</summary>
    private async Task<Step> FoldAsync(
        KeyWork work, KeyState state, HashSet<EventName> dead, CancellationToken cancellationToken)
    {
        var rules = sources.For(work.Key.Source);
        var events = work.Events.Select(stored => Arrived.Of(stored, rules.Ranks)).ToImmutableArray();
        var known = work.Events.DistinctBy(EventName.Of).ToDictionary(EventName.Of);
        var doubtful = Fold.Doubtful(state.Cursor, events);
        var logged = await _log.FindAsync(work.Key, state.Cursor, doubtful, cancellationToken);
        var input = new KeyInput
        {
            Events = events, Logged = logged.Keys.ToHashSet(), Dead = dead, Wanted = work.Wanted,
            WakeUps = work.WakeUps, Reset = work.Reset, Rearm = work.Rearm,
        };
        while (true)
        {
            var fold = Fold.Apply(state.Cursor, rules, input);
            var sent = Inference.SentBefore(rules, work, state, fold);
            var unsent = fold.Cursor.Ring.Where(entry => entry.Ordinal > sent).ToList();
            var rendered = await rendering.RenderAsync(work.Key, unsent, known, cancellationToken);
            foreach (var entry in rendered.Lost)
                await rendering.BuryAsync(
                    work.Key, entry, known.GetValueOrDefault(EventName.Of(entry)), cancellationToken);

            // One that has its ordinal from an earlier commit keeps it: consumers see the hole, and the dead event says
            // why.
            var added = rendered.Lost.Count(
                entry => entry.Ordinal >= state.Cursor.NextOrdinal && dead.Add(EventName.Of(entry)));
            if (added == 0)
                return new(fold, rendered, sent);
        }
    }

    /// <summary>What leaves the ring is in the log before the cursor without it is written.</summary>
    /// <returns>The cursor as it is written; null where another was faster.</returns>
    private async Task<KeyCursor?> CommitAsync(
        KeyWork work, int attempt, Step step, CancellationToken cancellationToken)
    {
        var (evicted, chunks) = Eviction.Apply(step.Fold.Cursor, step.Sent);
        foreach (var chunk in chunks)
            await table.WriteLogAsync(work.Key, chunk, cancellationToken);
        var cursor = evicted with
        {
            Inference = Inference.Of(
                sources.For(work.Key.Source), work, evicted.Inference, step.Sent, isFirstTry: attempt == 0),
        };
        return await table.CommitAsync(work.Key, cursor, cancellationToken) ? cursor : null;
    }

    /// <summary>After the commit: until then it is not certain that their place has passed.</summary>
    private async Task PutAsideAsync(
        KeyWork work, IReadOnlyCollection<EventName> quarantined, CancellationToken cancellationToken)
    {
        foreach (var stored in work.Events.Where(stored => quarantined.Contains(EventName.Of(stored))))
        {
            var aside = new QuarantinedEvent(
                work.Key.Source, work.Key.Key, stored.EventId, stored.EventType,
                "Its place had passed when it came, and its source puts late events aside.", time.GetUtcNow());
            await table.QuarantineAsync(aside, cancellationToken);
        }
    }

    /// <param name="Sent">The highest ordinal known to be in the queue.</param>
    private sealed record Step(FoldResult Fold, Rendered Rendered, long Sent);

    private static WakeUp WakeUpFor(KeyName key, KeyCursor cursor, TimeSpan delay) =>
        new(key.Source, key.Key, cursor.Version, (int)Math.Ceiling(delay.TotalSeconds));
}

internal sealed class CommitRaceException(KeyName key) : Exception(
    $"Others were faster {Topology.Limits.CommitAttemptsMax} times for a key of {key.Source}; "
    + "its work will be brought again.");
