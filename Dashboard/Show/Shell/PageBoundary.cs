using Microsoft.AspNetCore.Components.Web;
using Microsoft.JSInterop;

namespace WebhookSystem.Dashboard.Show.Shell;

/// <summary>Keeps a page that fails from taking the others with it. That its reader has left is no failure.</summary>
public sealed class PageBoundary : ErrorBoundary
{
    protected override Task OnErrorAsync(Exception exception) =>
        exception is JSDisconnectedException ? Task.CompletedTask : base.OnErrorAsync(exception);
}
