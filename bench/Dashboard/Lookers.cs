using WebhookSystem.Dashboard.Keep;
using WebhookSystem.Dashboard.Keep.Ask;

namespace WebhookSystem.Bench.Dashboard;

/// <summary>Open pages without a browser: with each change they ask for what they show, as circuits do.</summary>
internal sealed class Lookers : IAsyncDisposable
{
    private readonly CancellationTokenSource _open = new();
    private readonly List<Task> _looking = [];

    public static Lookers Begin(DashboardUnderTest subject, int pages)
    {
        var lookers = new Lookers();
        for (var page = 0; page < pages; page++)
            lookers._looking.Add(Task.Run(() => LookAsync(subject, lookers._open.Token)));
        return lookers;
    }

    public async ValueTask DisposeAsync()
    {
        await _open.CancelAsync();
        await Task.WhenAll(_looking);
        _open.Dispose();
    }

    private static async Task LookAsync(DashboardUnderTest subject, CancellationToken cancellationToken)
    {
        var snapshots = subject.Service<Snapshots>();
        try
        {
            await foreach (var _ in subject.Service<Changes>().FollowAsync(cancellationToken))
            {
                snapshots.Counts();
                snapshots.Traffic(new(null, TimeSpan.FromMinutes(15)));
                snapshots.Page(new());
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The page is closed.
        }
    }
}
