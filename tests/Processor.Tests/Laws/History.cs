using WebhookSystem.Processor.Receive;

namespace WebhookSystem.Processor.Tests.Laws;

/// <summary>What was done to one event side by side, each with when it began and when it ended.</summary>
internal sealed class History
{
    private readonly List<Done> _all = [];
    private long _now;

    public async Task AddAsync(Delivery delivery, Func<Task<Outcome>> take)
    {
        var began = Interlocked.Increment(ref _now);
        var outcome = await take();
        var ended = Interlocked.Increment(ref _now);
        lock (_all)
            _all.Add(new(delivery, outcome, began, ended));
    }

    /// <summary>
    /// Whether all could have happened one after another, each at an instant between its beginning and its end, with
    /// these outcomes and this end.
    /// </summary>
    public bool IsLinearizable(KnownState end) => IsReached(KnownState.Nothing, [.. _all], end);

    public override string ToString() => string.Join('\n', _all.OrderBy(done => done.Began));

    private static bool IsReached(KnownState state, IReadOnlyList<Done> rest, KnownState end)
    {
        if (rest.Count == 0)
            return state == end;

        // Whoever began after another had ended cannot have been before it.
        var firstEnd = rest.Min(done => done.Ended);
        return rest.Where(done => done.Began < firstEnd).Any(done =>
            state.Take(done.Delivery) is var (after, outcome) && outcome == done.Outcome
            && IsReached(after, [.. rest.Where(other => other != done)], end));
    }

    private sealed record Done(Delivery Delivery, Outcome Outcome, long Began, long Ended);
}
