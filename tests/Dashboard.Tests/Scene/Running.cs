using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecretsManager;
using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Dashboard.Admit;
using WebhookSystem.LocalAws;
using WebhookSystem.ServiceDefaults.Aws;
using StreamsClient = Amazon.DynamoDBStreams.AmazonDynamoDBStreamsClient;
using StreamsConfig = Amazon.DynamoDBStreams.AmazonDynamoDBStreamsConfig;

namespace WebhookSystem.Dashboard.Tests.Scene;

/// <summary>
/// A dashboard in this process, following the table of a LocalAws in this process, each on free loopback ports.
/// </summary>
public sealed class Running : IAsyncLifetime
{
    private static readonly BasicAWSCredentials Anyone = new("test", "test");
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private WebApplication? _localAws;
    private WebApplication? _dashboard;

    /// <summary>Folder of the read model, so that a restart finds it again.</summary>
    public string? Data { get; set; }

    /// <summary>The clock of LocalAws.</summary>
    public TimeProvider Time { get; set; } = TimeProvider.System;

    /// <summary>Further settings of the dashboard.</summary>
    public Dictionary<string, string?> Settings { get; } = [];

    /// <summary>Further services of the dashboard.</summary>
    public Action<IServiceCollection> Configuring { get; set; } = static _ => { };

    public IServiceProvider Services => Dashboard.Services;

    public Uri Pages => new(Dashboard.Urls.ElementAt(0));

    public Uri OtlpGrpc => new(Dashboard.Urls.ElementAt(1));

    public Uri OtlpHttp => new(Dashboard.Urls.ElementAt(2));

    public HttpClient Http { get; private set; } = new();

    internal AmazonS3Client Objects { get; private set; } = null!;

    internal AmazonDynamoDBClient Table { get; private set; } = null!;

    internal AmazonSQSClient Queues { get; private set; } = null!;

    /// <summary>What the dashboard printed: whoever opens it first is its operator.</summary>
    internal string OperatorAddress => Dashboard.Services.GetRequiredService<PrintedAddress>().Address;

    private WebApplication Dashboard => _dashboard
        ?? throw new InvalidOperationException("The dashboard has not been started.");

    public async ValueTask InitializeAsync()
    {
        _localAws = LocalAwsServer.Build(
            ["--port", "0", "--Logging:LogLevel:Default", "Warning"],
            builder => builder.Services.Replace(ServiceDescriptor.Singleton(Time)));
        await _localAws.StartAsync();
        Table = new AmazonDynamoDBClient(Anyone, Point(new AmazonDynamoDBConfig()));
        Objects = new AmazonS3Client(Anyone, Point(new AmazonS3Config { ForcePathStyle = true }));
        Queues = new AmazonSQSClient(Anyone, Point(new AmazonSQSConfig()));
        await CreateTableAsync();
        foreach (var queue in Topology.Queues.All)
        {
            await Queues.CreateQueueAsync(new CreateQueueRequest
            {
                QueueName = queue.Name,
                Attributes = queue.Fifo ? new() { [QueueAttributeName.FifoQueue] = "true" } : [],
            });
        }

        await StartDashboardAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await StopDashboardAsync();
        Table.Dispose();
        Objects.Dispose();
        Queues.Dispose();
        await _localAws!.StopAsync();
        await _localAws.DisposeAsync();
    }

    /// <summary>From now on nobody answers where AWS was.</summary>
    public Task LoseAwsAsync() => _localAws!.StopAsync();

    public async Task StartDashboardAsync()
    {
        _dashboard = DashboardHost.Build(
            new()
            {
                ApplicationName = "Dashboard",
                EnvironmentName = "Development",
                ContentRootPath = AppContext.BaseDirectory,
            },
            Configure);
        await _dashboard.StartAsync();
        Http = new() { BaseAddress = Pages };
    }

    public async Task StopDashboardAsync()
    {
        Http.Dispose();
        await Dashboard.StopAsync();
        await Dashboard.DisposeAsync();
    }

    public async Task CreateTableAsync() => await Table.CreateTableAsync(new CreateTableRequest
    {
        TableName = Topology.Table.Name,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        KeySchema = [new(Topology.Table.PartitionKey, KeyType.HASH), new(Topology.Table.SortKey, KeyType.RANGE)],
        AttributeDefinitions =
        [
            new(Topology.Table.PartitionKey, ScalarAttributeType.S), new(Topology.Table.SortKey, ScalarAttributeType.S),
        ],
        StreamSpecification = new() { StreamEnabled = true, StreamViewType = StreamViewType.NEW_AND_OLD_IMAGES },
    });

    internal async Task PutAsync(params IEnumerable<Item> items)
    {
        foreach (var item in items)
            await Table.PutItemAsync(Topology.Table.Name, item.ToAttributes());
    }

    /// <summary>Asks until the answer fits; says what it last was where it never does.</summary>
    public async Task<string> EventuallyAsync(string path, Func<string, bool> fits)
    {
        using var deadline = new CancellationTokenSource(Patience);
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(20));
        var last = "";
        while (!deadline.IsCancellationRequested)
        {
            using var answer = await Http.GetAsync(new Uri(path, UriKind.Relative));
            last = await answer.Content.ReadAsStringAsync();
            if (answer.IsSuccessStatusCode && fits(last))
                return last;
            await timer.WaitForNextTickAsync();
        }

        throw new TimeoutException($"GET {path} kept answering: {last}");
    }

    private void Configure(WebApplicationBuilder builder)
    {
        builder.Configuration.AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["urls"] = "http://127.0.0.1:0",
            ["Otlp:Host"] = "127.0.0.1",
            ["Otlp:GrpcPort"] = "0",
            ["Otlp:HttpPort"] = "0",
            ["Logging:LogLevel:Default"] = "Warning",
            ["Dashboard:Data"] = Data,
        });
        builder.Configuration.AddInMemoryCollection(Settings);
        Configuring(builder.Services);
        builder.Services.AddSingleton<IAmazonDynamoDB>(
            _ => new AmazonDynamoDBClient(Anyone, Point(new AmazonDynamoDBConfig())));
        builder.Services.AddSingleton<Amazon.DynamoDBStreams.IAmazonDynamoDBStreams>(
            _ => new StreamsClient(Anyone, Point(new StreamsConfig())));
        builder.Services.AddSingleton<IAmazonSecretsManager>(
            _ => new AmazonSecretsManagerClient(Anyone, Point(new AmazonSecretsManagerConfig())));
        builder.Services.AddSingleton<IAmazonSQS>(_ => new AmazonSQSClient(Anyone, Point(new AmazonSQSConfig())));
        builder.Services.AddSingleton<IAmazonS3>(
            _ => new AmazonS3Client(Anyone, Point(new AmazonS3Config { ForcePathStyle = true })));
    }

    private TConfig Point<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        config.ServiceURL = _localAws!.Urls.First();
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = 0;
        return config;
    }
}
