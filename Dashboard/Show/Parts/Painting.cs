using Microsoft.JSInterop;

namespace WebhookSystem.Dashboard.Show.Parts;

/// <summary>What a page has drawn in its reader's browser.</summary>
internal sealed class Painting(IJSRuntime script)
{
    /// <summary>Whether the page is alive. What was drawn before has come whole, and is not taken back.</summary>
    public bool IsAlive { get; private set; }

    public async Task BeginAsync()
    {
        await script.InvokeVoidAsync("dashboard.live");
        IsAlive = true;
    }

    /// <summary>Waits until the browser has painted what it was given.</summary>
    public async Task AwaitAsync() => await script.InvokeVoidAsync("dashboard.painted");
}
