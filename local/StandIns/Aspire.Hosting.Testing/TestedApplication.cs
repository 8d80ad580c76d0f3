namespace Aspire.Hosting.Testing;

/// <summary>The application that an AppHost's Main built, in the hands of a test.</summary>
internal sealed class TestedApplication(DistributedApplication inner, Func<ValueTask> end)
    : DistributedApplication(inner)
{
    private bool _hasEnded;

    public override Task StartAsync(CancellationToken cancellationToken = default) =>
        inner.StartAsync(cancellationToken);

    public override Task StopAsync(CancellationToken cancellationToken = default) => inner.StopAsync(cancellationToken);

    public override Task RunAsync(CancellationToken cancellationToken = default) => inner.RunAsync(cancellationToken);

    public override async ValueTask DisposeAsync()
    {
        if (!Interlocked.Exchange(ref _hasEnded, true))
            await end();
        await base.DisposeAsync();
    }
}
