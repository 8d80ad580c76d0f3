namespace WebhookSystem.LocalAws.Lambda.Functions;

/// <summary>
/// Events left behind by their callers. A failed one is tried twice more, as Lambda does, after one and two minutes.
/// </summary>
internal sealed partial class AsyncInvocations(
    TimeProvider time, IHostApplicationLifetime lifetime, ILogger<AsyncInvocations> logger)
{
    private static readonly TimeSpan[] Pauses = [TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2)];

    public void Leave(Function function, ReadOnlyMemory<byte> payload, string? traceId) =>
        _ = RunAsync(function, payload, traceId, lifetime.ApplicationStopping);

    private async Task RunAsync(
        Function function, ReadOnlyMemory<byte> payload, string? traceId, CancellationToken cancellationToken)
    {
        try
        {
            foreach (var pause in Pauses)
            {
                if (await function.InvokeAsync(payload, traceId, cancellationToken) is { IsError: false })
                    return;
                await Task.Delay(pause, time, cancellationToken);
            }

            if (await function.InvokeAsync(payload, traceId, cancellationToken) is { IsError: true } last)
                Log.GivenUp(logger, function.Name, last.RequestId);
        }
        catch (OperationCanceledException)
        {
            Log.GivenUp(logger, function.Name, null);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, EventName = "event.dropped",
            Message = "An event for {Function} is given up, last as {RequestId}")]
        public static partial void GivenUp(ILogger logger, string function, string? requestId);
    }
}
