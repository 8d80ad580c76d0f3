namespace WebhookSystem.Simulation.Inner;

/// <summary>Where an invocation waits for its turn.</summary>
internal abstract class Step(Invocation invocation)
{
    public Invocation Invocation => invocation;

    public abstract void Come();
}

/// <summary>
/// A call of the outside: a step before it takes effect, and now and then one before its answer comes; before and after
/// its effect it may fail. Mostly no step is needed there, for the next call begins with one. Written by hand, for
/// asynchronous methods cost more than all that happens between two steps.
/// </summary>
/// <param name="failing">How many times as often as others it fails.</param>
/// <param name="stalling">How many times as often as others it takes long.</param>
internal sealed class Call<T>(
    Outside outside, Invocation invocation, Func<T> effect, int failing = 1, int stalling = 1)
    : Step(invocation)
{
    /// <summary>One answer in so many comes later than its effect.</summary>
    private const int SlowAnswer = 4;

    private readonly TaskCompletionSource<T> _answer = new();
    private bool _tookEffect;
    private T? _result;

    public Task<T> BeginAsync()
    {
        outside.Scheduler.Add(this, isSlow: outside.Random.NextDouble() < stalling * outside.Faults.Stall);
        return _answer.Task;
    }

    public override void Come()
    {
        if (Fails())
            return;
        if (_tookEffect)
            _answer.SetResult(_result!);
        else if (!TakesEffect())
            return;
        else if (outside.Random.Next(SlowAnswer) == 0)
            outside.Scheduler.Add(this);
        else if (!Fails())
            _answer.SetResult(_result!);
    }

    private bool Fails()
    {
        if (outside.Random.NextDouble() >= failing * outside.Faults.CallFails)
            return false;
        _answer.SetException(new IOException("The store did not answer."));
        return true;
    }

    private bool TakesEffect()
    {
        try
        {
            _result = effect();
            return _tookEffect = true;
        }
        catch (Exception refused)
        {
            _answer.SetException(refused);
            return false;
        }
    }
}

/// <summary>A step that nothing comes of.</summary>
internal sealed class Pause(Invocation invocation) : Step(invocation)
{
    private readonly TaskCompletionSource _over = new();

    public Task Over => _over.Task;

    public override void Come() => _over.SetResult();
}
