namespace WebhookSystem.Simulation.Inner;

/// <summary>
/// Runs asynchronous code on one thread, in an order that the seed decides. Whatever the code awaits of the outside is
/// a step; between steps it runs alone, so a seed replays a schedule exactly. What a step completes goes on within it,
/// as tasks do where there is no context to go back to.
/// </summary>
internal sealed class Scheduler
{
    private readonly List<Step> _steps = [];
    private readonly List<Step> _slow = [];
    private readonly int _thread = Environment.CurrentManagedThreadId;

    /// <summary>Whether any could come now.</summary>
    public bool HasSteps => _steps.Count > 0;

    /// <summary>Whether any waits for time to pass.</summary>
    public bool HasSlowSteps => _slow.Count > 0;

    /// <summary>It waits until its turn comes, if it ever does.</summary>
    /// <param name="isSlow">Its turn does not come before <see cref="Hurry"/>.</param>
    /// <exception cref="InvalidOperationException">The code went on elsewhere, where no seed decides.</exception>
    public void Add(Step step, bool isSlow = false)
    {
        var invocation = step.Invocation;
        if (invocation.IsUnscheduled)
            step.Come();
        else if (Environment.CurrentManagedThreadId != _thread)
            throw new InvalidOperationException("What is simulated may await nothing but what it is given.");
        else if (invocation.IsFrozen)
            invocation.Frozen.Add(step);
        else
            (isSlow ? _slow : _steps).Add(step);
    }

    /// <summary>What is slow may come now.</summary>
    public void Hurry()
    {
        _steps.AddRange(_slow);
        _slow.Clear();
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
        Run(static step => step.Come(), step);
    }

    /// <summary>Runs code until all of it waits for a step.</summary>
    public static void Run<T>(Action<T> action, T state)
    {
        var outer = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            action(state);
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(outer);
        }
    }

    /// <summary>Takes an invocation's steps away: it never goes on, or not until it is thawed.</summary>
    public void Freeze(Invocation invocation)
    {
        invocation.IsFrozen = true;

        // Its own slow steps are to be taken away too.
        Hurry();
        invocation.Frozen.AddRange(_steps.Where(step => step.Invocation == invocation));
        _steps.RemoveAll(step => step.Invocation == invocation);
    }

    public void Thaw(Invocation invocation)
    {
        invocation.IsFrozen = false;
        _steps.AddRange(invocation.Frozen);
        invocation.Frozen.Clear();
    }
}
