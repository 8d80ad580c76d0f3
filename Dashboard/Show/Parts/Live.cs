using WebhookSystem.Dashboard.Keep;

namespace WebhookSystem.Dashboard.Show.Parts;

/// <summary>Redraws a component when what it shows has changed, for as long as it is shown.</summary>
internal sealed class Live : IDisposable
{
    private readonly CancellationTokenSource _shown = new();

    /// <param name="failed">Takes what the redrawing throws, so that the page does not just stand still.</param>
    public static Live Follow(Changes changes, Func<Task> redraw, Func<Exception, Task> failed)
    {
        var live = new Live();
        _ = live.RunAsync(changes, redraw, failed);
        return live;
    }

    public void Dispose()
    {
        _shown.Cancel();
        _shown.Dispose();
    }

    private async Task RunAsync(Changes changes, Func<Task> redraw, Func<Exception, Task> failed)
    {
        var token = _shown.Token;
        try
        {
            await foreach (var _ in changes.FollowAsync(token))
                await redraw();
        }
        catch (Exception error) when (
            token.IsCancellationRequested && error is OperationCanceledException or ObjectDisposedException)
        {
            // The component is gone.
        }
        catch (Exception error)
        {
            await failed(error);
        }
    }
}
