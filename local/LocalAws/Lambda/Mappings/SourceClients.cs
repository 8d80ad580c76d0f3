using Amazon.DynamoDBStreams;
using Amazon.Runtime;
using Amazon.SQS;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Lambda.Mappings;

/// <summary>
/// Clients of the sources: at <c>AWS_ENDPOINT_URL</c> where it is set, so that functions here can be fed from another
/// emulator or an account, else at this server itself.
/// </summary>
internal sealed class SourceClients(IServer server, IConfiguration configuration, InProcessHandler inProcess)
    : IDisposable
{
    private readonly Lock _gate = new();
    private AmazonSQSClient? _queues;
    private AmazonDynamoDBStreamsClient? _streams;

    /// <summary>Whether the sources are in this process, and ring its doorbell.</summary>
    public bool AreOwn => Elsewhere is not { } elsewhere
        || Own.Any(own => own.Port == elsewhere.Port && own.IsLoopback && elsewhere.IsLoopback);

    public IAmazonSQS Queues
    {
        get
        {
            lock (_gate)
                return _queues ??= new(Credentials, Point(new AmazonSQSConfig()));
        }
    }

    public IAmazonDynamoDBStreams Streams
    {
        get
        {
            lock (_gate)
                return _streams ??= new(Credentials, Point(new AmazonDynamoDBStreamsConfig()));
        }
    }

    private Uri? Elsewhere => configuration["AWS_ENDPOINT_URL"] is { Length: > 0 } url ? new(url) : null;

    private IEnumerable<Uri> Own =>
        server.Features.Get<IServerAddressesFeature>()!.Addresses.Select(static address => new Uri(address));

    // Whatever listens on this machine only takes anybody; elsewhere, the usual chain finds out who we are.
    private AWSCredentials Credentials =>
        Elsewhere is null or { IsLoopback: true } && configuration["AWS_ACCESS_KEY_ID"] is null
            ? new BasicAWSCredentials("local", "local")
            : Amazon.Runtime.Credentials.DefaultAWSCredentialsIdentityResolver.GetCredentials();

    public void Dispose()
    {
        _queues?.Dispose();
        _streams?.Dispose();
    }

    private TConfig Point<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        config.AuthenticationRegion = configuration["AWS_REGION"] ?? "us-east-1";
        config.ServiceURL = (AreOwn ? Own.First() : Elsewhere!).ToString();
        if (AreOwn)
            config.HttpClientFactory = new InProcess(inProcess);
        return config;
    }

    private sealed class InProcess(HttpMessageHandler handler) : HttpClientFactory
    {
        // A call may wait for messages as long as it asks to.
        public override HttpClient CreateHttpClient(IClientConfig clientConfig) =>
            new(handler, disposeHandler: false) { Timeout = Timeout.InfiniteTimeSpan };
    }
}
