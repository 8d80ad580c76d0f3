using Amazon.DynamoDBStreams;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecretsManager;
using Amazon.SecurityToken;
using Amazon.SQS;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using WebhookSystem.LocalAws;
using Xunit;

namespace WebhookSystem.LocalAws.Tests;

/// <summary>
/// A LocalAws in this process on a free loopback port, and clients of it. As a class fixture it runs on the system's
/// clock; a test that turns the clock itself starts its own with <see cref="StartAsync"/>.
/// </summary>
public sealed class LocalAwsFixture : IAsyncLifetime
{
    private static readonly BasicAWSCredentials Anyone = new("test", "test");

    private readonly List<IDisposable> _clients = [];
    private TimeProvider? _time;
    private string[] _arguments = [];
    private WebApplication? _app;

    /// <summary>Where the server listens, e.g. <c>http://127.0.0.1:40123</c>.</summary>
    public Uri Endpoint => new(App.Urls.First());

    /// <summary>The server's own services, for what no wire protocol reaches.</summary>
    public IServiceProvider Services => App.Services;

    public AmazonDynamoDBClient DynamoDb => Client(new AmazonDynamoDBClient(Anyone, Point(new AmazonDynamoDBConfig())));

    public AmazonDynamoDBStreamsClient Streams =>
        Client(new AmazonDynamoDBStreamsClient(Anyone, Point(new AmazonDynamoDBStreamsConfig())));

    public AmazonSQSClient Sqs => Client(new AmazonSQSClient(Anyone, Point(new AmazonSQSConfig())));

    public AmazonS3Client S3 => Client(new AmazonS3Client(Anyone, Point(new AmazonS3Config { ForcePathStyle = true })));

    public AmazonSecretsManagerClient Secrets =>
        Client(new AmazonSecretsManagerClient(Anyone, Point(new AmazonSecretsManagerConfig())));

    public AmazonSecurityTokenServiceClient SecurityToken =>
        Client(new AmazonSecurityTokenServiceClient(Anyone, Point(new AmazonSecurityTokenServiceConfig())));

    public HttpClient Http => Client(new HttpClient { BaseAddress = Endpoint });

    private WebApplication App => _app ?? throw new InvalidOperationException("The server has not been started.");

    /// <summary>Starts a server that reads its time from <paramref name="time"/>.</summary>
    public static async Task<LocalAwsFixture> StartAsync(TimeProvider time)
    {
        var fixture = new LocalAwsFixture { _time = time };
        await fixture.InitializeAsync();
        return fixture;
    }

    /// <summary>Starts a server with more of a command line.</summary>
    public static async Task<LocalAwsFixture> StartAsync(params string[] arguments)
    {
        var fixture = new LocalAwsFixture { _arguments = arguments };
        await fixture.InitializeAsync();
        return fixture;
    }

    public async ValueTask InitializeAsync()
    {
        string[] arguments = ["--port", "0", "--Logging:LogLevel:Default", "Warning", .. _arguments];
        _app = LocalAwsServer.Build(arguments, builder =>
        {
            if (_time is not null)
                builder.Services.Replace(ServiceDescriptor.Singleton(_time));
        });
        await _app.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var client in _clients)
            client.Dispose();
        await App.StopAsync();
        await App.DisposeAsync();
    }

    private TConfig Point<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        config.ServiceURL = Endpoint.ToString();
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = 0;
        return config;
    }

    private TClient Client<TClient>(TClient client)
        where TClient : IDisposable
    {
        lock (_clients)
            _clients.Add(client);
        return client;
    }
}
