using System.Collections.Concurrent;
using WebhookSystem.LocalAws.Ledger;

namespace WebhookSystem.LocalAws.Lambda.Functions;

/// <summary>
/// A function's events and its runtimes, brought together. Each runtime takes one event at a time, so the number of
/// runtimes is the concurrency; an event without a runtime waits for one.
/// </summary>
internal sealed class Function(string name, CallLedger ledger, TimeProvider time)
{
    private const double Gigabytes = LambdaLimits.MemoryMegabytes / 1024.0;

    private readonly Lock _gate = new();
    private readonly LinkedList<Invocation> _waiting = [];
    private readonly LinkedList<TaskCompletionSource<Invocation>> _idle = [];
    private readonly HashSet<string> _connections = [];
    private readonly ConcurrentDictionary<string, Invocation> _running = new(StringComparer.Ordinal);
    private TaskCompletionSource _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Name => name;

    public string Arn { get; } = LambdaArns.OfFunction(name);

    public TimeSpan Timeout { get; set; } = LambdaLimits.DefaultTimeout;

    /// <summary>Whether somebody created it, or only a runtime has named it.</summary>
    public bool IsCreated { get; set; }

    public DateTimeOffset Modified { get; set; } = time.GetUtcNow();

    /// <summary>How many runtimes wait or work.</summary>
    public int Runtimes
    {
        get
        {
            lock (_gate)
                return Math.Max(_connections.Count, _running.Count);
        }
    }

    /// <summary>Ends when the number of runtimes changes. Take it before asking for the number.</summary>
    public Task Change
    {
        get
        {
            lock (_gate)
                return _changed.Task;
        }
    }

    /// <summary>Gives an event to the next free runtime, and waits for what comes of it.</summary>
    public async Task<InvocationOutcome> InvokeAsync(
        ReadOnlyMemory<byte> payload, string? traceId, CancellationToken cancellationToken)
    {
        using var invocation = new Invocation(payload, traceId, time);
        await using var abandon = cancellationToken.Register(() => invocation.Abandon(cancellationToken));
        Offer(invocation);
        try
        {
            return await invocation.Outcome;
        }
        finally
        {
            if (invocation.Duration is { } duration)
            {
                var isFailed = !invocation.Outcome.IsCompletedSuccessfully || (await invocation.Outcome).IsError;
                ledger.EnterExecution(name, duration, Gigabytes, isFailed);
            }

            _running.TryRemove(invocation.Id, out _);
            lock (_gate)
                _waiting.Remove(invocation);
        }
    }

    /// <summary>A runtime asks for its next event. It is held until there is one.</summary>
    public async Task<Invocation> NextAsync(
        string connectionId, CancellationToken connectionClosed, CancellationToken cancellationToken)
    {
        Connect(connectionId, connectionClosed);
        TaskCompletionSource<Invocation> runtime = new(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            while (_waiting.First is { Value: var first })
            {
                _waiting.RemoveFirst();
                if (first.Outcome.IsCompleted)
                    continue;
                _running[first.Id] = first;
                return first;
            }

            _idle.AddLast(runtime);
        }

        await using var leave = cancellationToken.Register(() => Leave(runtime, cancellationToken));
        return await runtime.Task;
    }

    /// <summary>The invocation of that id, if it still waits for its answer.</summary>
    public Invocation? FindRunning(string requestId) =>
        _running.TryGetValue(requestId, out var invocation) && !invocation.Outcome.IsCompleted ? invocation : null;

    private void Offer(Invocation invocation)
    {
        lock (_gate)
        {
            while (_idle.First is { Value: var runtime })
            {
                _idle.RemoveFirst();
                _running[invocation.Id] = invocation;
                if (runtime.TrySetResult(invocation))
                    return;
                _running.TryRemove(invocation.Id, out _);
            }

            _waiting.AddLast(invocation);
        }
    }

    private void Leave(TaskCompletionSource<Invocation> runtime, CancellationToken cancellationToken)
    {
        lock (_gate)
        {
            _idle.Remove(runtime);
            runtime.TrySetCanceled(cancellationToken);
        }
    }

    private void Connect(string connectionId, CancellationToken connectionClosed)
    {
        lock (_gate)
        {
            if (!_connections.Add(connectionId))
                return;
            Announce();
        }

        connectionClosed.Register(() => Disconnect(connectionId));
    }

    private void Disconnect(string connectionId)
    {
        lock (_gate)
        {
            _connections.Remove(connectionId);
            Announce();
        }
    }

    private void Announce()
    {
        _changed.TrySetResult();
        _changed = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }
}
