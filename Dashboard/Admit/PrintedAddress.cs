using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;

namespace WebhookSystem.Dashboard.Admit;

/// <summary>
/// Prints where to sign in, once the dashboard listens. To the console and not to the log: logs travel, and this is
/// for whoever started the process.
/// </summary>
internal sealed class PrintedAddress(OneTimeToken token, IServer server, IHostApplicationLifetime lifetime)
    : IHostedService
{
    public string Address => $"{Base}{Doors.Login}?{Doors.TokenParameter}={token.Current}";

    private string? Base => server.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        lifetime.ApplicationStarted.Register(Print);
        return Task.CompletedTask;
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Print() => Console.WriteLine($"To act on the dashboard, open once: {Address}");
}
