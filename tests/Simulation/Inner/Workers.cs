using WebhookSystem.Orderer.Release;
using WebhookSystem.Orderer.Release.Keep;

namespace WebhookSystem.Simulation.Inner;

/// <summary>
/// The function's invocations. Each may die or be frozen at any step; a process that ended one well takes the next.
/// </summary>
internal sealed class Workers(Outside outside, Scenario scenario)
{
    private readonly List<(Invocation Invocation, Action Fail)> _live = [];
    private readonly List<Invocation> _frozen = [];
    private readonly Stack<RecentKeys> _idle = [];

    public int AtWork => _live.Count;

    public bool AnyFrozen => _frozen.Count > 0;

    /// <param name="answer">What its event source does with the outcome.</param>
    /// <param name="fail">What it does when there is none.</param>
    /// <param name="aside">Events that it must leave where they are.</param>
    public Invocation Begin<T>(
        Func<Room, Task<T>> work, Action<T> answer, Action fail, IEnumerable<(KeyName, string)> poisoned,
        IReadOnlyList<(KeyName, string)>? aside = null)
    {
        var invocation = new Invocation
        {
            Poisoned = [.. poisoned],
            Aside = [.. (aside ?? []).Select(name => (name, outside.AsideChanges.GetValueOrDefault(name)))],
        };
        var recent = _idle.TryPop(out var process) ? process : new(outside.Time);
        var room = new Room(outside, scenario, new(outside, invocation), recent);
        _live.Add((invocation, fail));
        invocation.Died = () => End(invocation);
        Scheduler.Run(static finish => _ = finish(), (Func<Task>)FinishAsync);
        return invocation;

        async Task FinishAsync()
        {
            try
            {
                var outcome = await work(room);
                _live.RemoveAll(live => live.Invocation == invocation);
                _idle.Push(recent);
                if (!invocation.IsAbandoned)
                    answer(outcome);
            }
            catch (IOException)
            {
                // A function that throws hands back its whole batch.
                End(invocation);
            }
            catch (Exception bug)
            {
                // Nobody awaits an invocation.
                outside.Violations.Add(bug.ToString());
            }
        }
    }

    /// <summary>
    /// Kills an invocation, or freezes it so that it goes on long after its batch has been given to another.
    /// </summary>
    public void Abandon(bool forGood)
    {
        var (invocation, _) = _live[outside.Random.Next(_live.Count)];
        outside.Scheduler.Freeze(invocation);
        if (!forGood)
            _frozen.Add(invocation);
        End(invocation);
    }

    public void ThawSome()
    {
        foreach (var invocation in _frozen.Where(_ => outside.Random.Next(3) == 0).ToList())
        {
            _frozen.Remove(invocation);
            outside.Scheduler.Thaw(invocation);
        }
    }

    private void End(Invocation invocation)
    {
        var at = _live.FindIndex(live => live.Invocation == invocation);
        invocation.IsAbandoned = true;
        if (at < 0)
            return;
        var fail = _live[at].Fail;
        _live.RemoveAt(at);
        fail();
    }
}
