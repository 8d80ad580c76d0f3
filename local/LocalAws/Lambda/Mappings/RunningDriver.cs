namespace WebhookSystem.LocalAws.Lambda.Mappings;

/// <summary>Reads a source and invokes a function with it, until told to stop.</summary>
internal interface ISourceDriver
{
    /// <summary>
    /// Ends soon after <paramref name="stop"/>: what a function is at work on is brought to its end first.
    /// </summary>
    Task RunAsync(CancellationToken stop);
}

/// <summary>A driver at work. One that breaks is begun anew: a source must not stand still because of it.</summary>
internal sealed partial class RunningDriver : IAsyncDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource _stop;
    private readonly Task _running;

    /// <param name="make">Makes the driver, each time it is begun.</param>
    public RunningDriver(
        Func<ISourceDriver> make, TimeProvider time, ILogger logger, IHostApplicationLifetime lifetime)
    {
        _stop = CancellationTokenSource.CreateLinkedTokenSource(lifetime.ApplicationStopping);
        _running = RunAsync(make, time, logger, lifetime.ApplicationStarted, _stop.Token);
    }

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _running;
        _stop.Dispose();
    }

    private static async Task RunAsync(
        Func<ISourceDriver> make, TimeProvider time, ILogger logger, CancellationToken started, CancellationToken stop)
    {
        // A driver is a client of this server, so it begins when the server listens.
        using (var either = CancellationTokenSource.CreateLinkedTokenSource(started, stop))
            await Task.WhenAny(Task.Delay(Timeout.InfiniteTimeSpan, time, either.Token));
        await Task.Yield();
        while (!stop.IsCancellationRequested)
        {
            try
            {
                await make().RunAsync(stop);
            }
            catch (Exception bug)
            {
                Log.Broke(logger, bug);
                await Task.WhenAny(Task.Delay(Pause, time, stop));
            }
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Error, EventName = "source.broke", Message = "A source's driver broke, and is begun anew")]
        public static partial void Broke(ILogger logger, Exception bug);
    }
}
