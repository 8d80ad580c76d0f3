using Microsoft.Extensions.DependencyInjection;

namespace WebhookSystem.AppHost.Tests;

/// <summary>A running application of the sample's probes, for as long as a test takes.</summary>
internal sealed class SampleApplication : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

    private readonly CancellationTokenSource _deadline = new(Deadline);
    private readonly DistributedApplication _app;

    private SampleApplication(DistributedApplication app) => _app = app;

    public CancellationToken Token => _deadline.Token;

    public ResourceNotificationService Notifications => _app.ResourceNotifications;

    public ResourceLoggerService Logs => _app.Services.GetRequiredService<ResourceLoggerService>();

    public static async Task<SampleApplication> StartAsync(
        Action<IDistributedApplicationTestingBuilder> describe, params string[] args)
    {
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.Sample_AppHost>(
            args, TestContext.Current.CancellationToken);
        describe(builder);
        var sample = new SampleApplication(await builder.BuildAsync(TestContext.Current.CancellationToken));
        await sample._app.StartAsync(sample.Token);
        return sample;
    }

    public HttpClient Client(string resource, string? endpoint = null) => _app.CreateHttpClient(resource, endpoint);

    public Task<ResourceEvent> HealthyAsync(string resource) =>
        Notifications.WaitForResourceHealthyAsync(resource, Token);

    public Task<ResourceEvent> ReachesAsync(string resource, string state) => Notifications.WaitForResourceAsync(
        resource, change => change.Snapshot.State?.Text == state, Token);

    public Task<ExecuteCommandResult> CommandAsync(string resource, string command) =>
        _app.ResourceCommands.ExecuteCommandAsync(resource, command, Token);

    /// <summary>The process that answers at the resource's endpoint.</summary>
    public async Task<int> ProcessOfAsync(string resource)
    {
        using var client = Client(resource);
        return int.Parse(await client.GetStringAsync(new Uri("/process", UriKind.Relative), Token));
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        _deadline.Dispose();
    }
}

internal static class Probes
{
    extension(IDistributedApplicationBuilder builder)
    {
        /// <summary>A probe that serves, at a free port.</summary>
        public IResourceBuilder<ProjectResource> AddProbe(string name) =>
            builder.AddProject<Projects.Sample_Probe>(name, launchProfileName: null)
                .WithHttpEndpoint()
                .WithHttpHealthCheck("/health");

        /// <summary>A probe that ends at once.</summary>
        public IResourceBuilder<ProjectResource> AddEndingProbe(string name, int exitCode) =>
            builder.AddProject<Projects.Sample_Probe>(name, launchProfileName: null).WithArgs("exit", $"{exitCode}");
    }
}
