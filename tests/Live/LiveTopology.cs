using Amazon.DynamoDBv2;
using Amazon.Extensions.NETCore.Setup;
using Amazon.Runtime;
using Amazon.SecretsManager;
using Amazon.SecretsManager.Model;
using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebhookSystem.Contracts;

namespace WebhookSystem.Live;

/// <summary>
/// The whole topology as the AppHost starts it, at free ports, with the sources that are driven here. Everything that
/// it keeps is in a directory of its own, which goes with it.
/// </summary>
internal sealed class LiveTopology : IAsyncDisposable
{
    private const string StartCommand = "start";
    private const string NoDemo = "--Demo:Enabled=false";

    private static readonly TimeSpan StartTimeMax = TimeSpan.FromMinutes(3);
    private static readonly string[] Functions = [Topology.Services.Processor, Topology.Services.Orderer];

    private readonly DistributedApplication _app;
    private readonly string _directory;

    private LiveTopology(DistributedApplication app, string directory) => (_app, _directory) = (app, directory);

    /// <summary>The processes of it that run until it ends.</summary>
    public static IReadOnlyList<string> Processes { get; } =
    [
        Topology.Services.Ingress, Topology.Services.Processor, Topology.Services.Orderer, Topology.Services.Dashboard,
        "localaws",
    ];

    public Uri Ingress => AddressOf(Topology.Services.Ingress);

    public Uri Dashboard => AddressOf(Topology.Services.Dashboard);

    public ResourceNotificationService Notifications => _app.ResourceNotifications;

    private AWSOptions Aws => new()
    {
        Credentials = new BasicAWSCredentials("test", "test"),
        Region = Amazon.RegionEndpoint.USEast1,
        DefaultClientConfig = { ServiceURL = AddressOf("localaws").ToString() },
    };

    public static async Task<LiveTopology> StartAsync(LiveSettings settings, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(StartTimeMax);
        var directory = Directory.CreateTempSubdirectory("webhooks-").FullName;
        var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(
            settings.IsDurable ? [NoDemo, $"--LocalAws:Data={Path.Combine(directory, "data")}"] : [NoDemo],
            deadline.Token);
        if (!settings.IsLogged)
            builder.Services.AddLogging(logging => logging.ClearProviders());
        foreach (var resource in builder.Resources.OfType<ProjectResource>())
        {
            var one = builder.CreateResourceBuilder(resource).WithEnvironment(context =>
            {
                context.EnvironmentVariables["Sources__File"] =
                    Path.Combine(AppContext.BaseDirectory, "live.sources.json");

                // A line of every delivery costs something, and nobody reads it here.
                if (!settings.IsLogged)
                    context.EnvironmentVariables["Logging__Console__LogLevel__Default"] = "Warning";
                settings.Configure?.Invoke(resource.Name, context.EnvironmentVariables);
            });
            if (settings.AreFunctionsHeld && Functions.Contains(resource.Name))
                one.WithExplicitStart();
        }

        var topology = new LiveTopology(await builder.BuildAsync(deadline.Token), directory);
        await topology.StartAsync(
            settings.AreFunctionsHeld ? Topology.Services.Ingress : Topology.Services.Dashboard, deadline.Token);
        return topology;
    }

    /// <summary>Lets the functions begin that were held.</summary>
    public async Task StartFunctionsAsync(CancellationToken cancellationToken)
    {
        var commands = _app.Services.GetRequiredService<ResourceCommandService>();
        foreach (var name in Functions)
            await commands.ExecuteCommandAsync(name, StartCommand, cancellationToken);
        await Notifications.WaitForResourceHealthyAsync(Topology.Services.Dashboard, cancellationToken);
    }

    public TClient CreateAwsClient<TClient>()
        where TClient : class, IAmazonService => (TClient)Aws.CreateServiceClient<TClient>();

    /// <summary>The process that runs now, and since when; null while none does.</summary>
    public LiveProcess? ProcessOf(string name) =>
        Notifications.TryGetCurrentState(name, out var state)
        && state.Snapshot.State?.Text == KnownResourceStates.Running
        && state.Snapshot.Properties.SingleOrDefault(property => property.Name == "executable.pid")?.Value is int id
            ? new(name, id)
            : null;

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }

    private async Task StartAsync(string last, CancellationToken cancellationToken)
    {
        await _app.StartAsync(cancellationToken);
        await Notifications.WaitForResourceHealthyAsync(last, cancellationToken);
        using var secrets = CreateAwsClient<IAmazonSecretsManager>();
        foreach (var source in LiveSource.All)
        {
            await secrets.CreateSecretAsync(
                new CreateSecretRequest
                {
                    Name = Topology.Secrets.NameFor(source.Name), SecretString = source.Secret,
                },
                cancellationToken);
        }
    }

    private Uri AddressOf(string name) => new UriBuilder(_app.GetEndpoint(name, "http")) { Host = "127.0.0.1" }.Uri;
}

/// <param name="Name">Of the resource that it runs.</param>
internal sealed record LiveProcess(string Name, int Id);

/// <param name="Configure">Adds to the environment of a process, by the process's name.</param>
/// <param name="AreFunctionsHeld">Whether Processor and Orderer wait until they are told to start.</param>
/// <param name="IsDurable">Whether LocalAws writes what it keeps to disk before it answers. As people run the AppHost,
/// it does not.</param>
internal sealed record LiveSettings(
    Action<string, Dictionary<string, object>>? Configure = null, bool AreFunctionsHeld = false, bool IsLogged = false,
    bool IsDurable = false);
