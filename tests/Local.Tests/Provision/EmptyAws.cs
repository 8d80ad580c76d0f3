using Microsoft.AspNetCore.Builder;
using WebhookSystem.LocalAws;
using WebhookSystem.Provision;

namespace WebhookSystem.Local.Tests.Provision;

/// <summary>A LocalAws in this process with nothing in it, to be provisioned and looked at.</summary>
internal sealed class EmptyAws : IAsyncDisposable
{
    private readonly WebApplication _app;

    private EmptyAws(WebApplication app)
    {
        _app = app;
        Endpoint = new(app.Urls.First());
        Clients = new(Endpoint);
    }

    public Uri Endpoint { get; }

    public Clients Clients { get; }

    public static async Task<EmptyAws> StartAsync(int port = 0)
    {
        var app = LocalAwsServer.Build(["--port", $"{port}", "--Logging:LogLevel:Default", "Warning"]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        return new(app);
    }

    /// <returns>What was reported, a line for each thing.</returns>
    public async Task<string[]> ProvisionAsync()
    {
        using var output = new StringWriter();
        var settings = new ProvisionSettings(Endpoint, LambdaEndpoint: Endpoint, CreateSecrets: true);
        await Provisioning.RunAsync(settings, TimeProvider.System, output, TestContext.Current.CancellationToken);
        return output.ToString().Split(Environment.NewLine, StringSplitOptions.RemoveEmptyEntries);
    }

    public async ValueTask DisposeAsync()
    {
        Clients.Dispose();
        await _app.StopAsync();
        await _app.DisposeAsync();
    }
}
