namespace WebhookSystem.LocalAws.Lambda.Functions;

/// <summary>
/// One event on its way through a runtime. Whatever ends it first, ends it: an answer, the time, the runtime's end.
/// </summary>
internal sealed class Invocation(ReadOnlyMemory<byte> payload, string? traceId, TimeProvider time) : IDisposable
{
    // A client may close a connection that it has not used for a minute; only before that does a close mean an exit.
    private static readonly TimeSpan CloseMeansExit = TimeSpan.FromSeconds(55);

    private readonly TaskCompletionSource<InvocationOutcome> _outcome = new(
        TaskCreationOptions.RunContinuationsAsynchronously);
    private CancellationTokenRegistration _onClose;
    private ITimer? _onTimeout;
    private DateTimeOffset? _begun;

    public string Id { get; } = Guid.NewGuid().ToString();

    public ReadOnlyMemory<byte> Payload => payload;

    public string TraceId { get; } = traceId ?? NewTraceId(time.GetUtcNow());

    public Task<InvocationOutcome> Outcome => _outcome.Task;

    /// <summary>How long a runtime has been at it; null while none is.</summary>
    public TimeSpan? Duration => time.GetUtcNow() - _begun;

    /// <summary>Hands it to a runtime: from now on the function's time runs.</summary>
    /// <param name="timeout">The function's.</param>
    /// <param name="exited">When the runtime's connection closes, where that means its end.</param>
    /// <returns>Until when it must be answered.</returns>
    public DateTimeOffset Begin(TimeSpan timeout, CancellationToken exited)
    {
        var begun = time.GetUtcNow();
        _begun = begun;
        _onTimeout = time.CreateTimer(
            _ => End(InvocationOutcome.TimedOut(Id, timeout)), null, timeout, Timeout.InfiniteTimeSpan);
        _onClose = exited.Register(() =>
        {
            if (time.GetUtcNow() - begun < CloseMeansExit)
                End(InvocationOutcome.Exited(Id));
        });
        return begun + timeout;
    }

    /// <returns>False where it had ended before.</returns>
    public bool End(InvocationOutcome outcome) => _outcome.TrySetResult(outcome);

    /// <summary>The caller does not wait any longer.</summary>
    public void Abandon(CancellationToken cancellationToken) => _outcome.TrySetCanceled(cancellationToken);

    public void Dispose()
    {
        _onTimeout?.Dispose();
        _onClose.Dispose();
    }

    private static string NewTraceId(DateTimeOffset now) =>
        $"Root=1-{now.ToUnixTimeSeconds():x8}-{Guid.NewGuid().ToString("N")[..24]};Sampled=0";
}
