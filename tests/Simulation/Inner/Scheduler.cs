using System.Runtime.CompilerServices;

namespace WebhookSystem.Simulation.Inner;

/// <summary>
/// Runs asynchronous code on one thread, in an order that the seed decides. Whatever the code awaits of the outside is
/// a step; between steps it runs alone, so a seed replays a schedule exactly.
/// </summary>
internal sealed class Scheduler : SynchronizationContext
{
    private readonly Queue<(SendOrPostCallback Callback, object? State)> _posted = new();
    private readonly List<Step> _steps = [];

    public bool HasSteps => _steps.Count > 0;

    /// <summary>Where an invocation waits until its turn comes, if it ever does.</summary>
    public Turn StepAsync(Invocation invocation)
    {
        if (invocation.IsUnscheduled)
            return Turn.Now;
        var turn = new Turn();
        if (invocation.IsFrozen)
            invocation.Frozen.Add(turn);
        else
            _steps.Add(new(invocation, turn));
        return turn;
    }

    /// <summary>The invocation's process is gone: it never goes on, and who waits for it learns of it.</summary>
    public Task DieAsync(Invocation invocation)
    {
        Freeze(invocation);
        invocation.Died?.Invoke();
        return new TaskCompletionSource().Task;
    }

    public void RunStep(Random random)
    {
        var at = random.Next(_steps.Count);
        var step = _steps[at];
        _steps.RemoveAt(at);
        Run(step.Turn.Come);
    }

    /// <summary>Runs code and everything it makes ready, until all of it waits for a step.</summary>
    public void Run(Action action)
    {
        var outer = Current;
        SetSynchronizationContext(this);
        try
        {
            action();
            while (_posted.TryDequeue(out var next))
                next.Callback(next.State);
        }
        finally
        {
            SetSynchronizationContext(outer);
        }
    }

    /// <summary>Takes an invocation's steps away: it never goes on, or not until it is thawed.</summary>
    public void Freeze(Invocation invocation)
    {
        invocation.IsFrozen = true;
        invocation.Frozen.AddRange(_steps.Where(step => step.Invocation == invocation).Select(step => step.Turn));
        _steps.RemoveAll(step => step.Invocation == invocation);
    }

    public void Thaw(Invocation invocation)
    {
        invocation.IsFrozen = false;
        _steps.AddRange(invocation.Frozen.Select(turn => new Step(invocation, turn)));
        invocation.Frozen.Clear();
    }

    public override void Post(SendOrPostCallback d, object? state) => _posted.Enqueue((d, state));

    private readonly record struct Step(Invocation Invocation, Turn Turn);
}

/// <summary>What an invocation awaits: a task of its own would cost more than all that happens between two.</summary>
internal sealed class Turn : ICriticalNotifyCompletion
{
    public static readonly Turn Now = new() { IsCompleted = true };

    private Action? _goOn;

    public bool IsCompleted { get; private init; }

    public Turn GetAwaiter() => this;

    public void GetResult()
    {
        // A turn has no result, and cannot fail.
    }

    public void OnCompleted(Action continuation) => _goOn = continuation;

    public void UnsafeOnCompleted(Action continuation) => _goOn = continuation;

    public void Come() => _goOn?.Invoke();
}
