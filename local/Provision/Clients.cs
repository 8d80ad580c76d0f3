using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SecretsManager;
using Amazon.SQS;
using WebhookSystem.Contracts;

namespace WebhookSystem.Provision;

/// <summary>The SDK's clients for an endpoint, each made when it is first asked for.</summary>
internal sealed class Clients(Uri? endpoint) : IDisposable
{
    private readonly List<IDisposable> _made = [];

    public IAmazonDynamoDB DynamoDb =>
        Made(new AmazonDynamoDBClient(Credentials(), At(new AmazonDynamoDBConfig())));

    public IAmazonSQS Sqs => Made(new AmazonSQSClient(Credentials(), At(new AmazonSQSConfig())));

    public IAmazonS3 S3 =>
        Made(new AmazonS3Client(Credentials(), At(new AmazonS3Config { ForcePathStyle = endpoint is not null })));

    public IAmazonSecretsManager SecretsManager =>
        Made(new AmazonSecretsManagerClient(Credentials(), At(new AmazonSecretsManagerConfig())));

    public void Dispose() => _made.ForEach(client => client.Dispose());

    private TConfig At<TConfig>(TConfig config)
        where TConfig : ClientConfig
    {
        if (endpoint is null)
            return config;
        config.AuthenticationRegion = Environment.GetEnvironmentVariable("AWS_REGION") ?? Topology.DefaultRegion;
        config.ServiceURL = endpoint.ToString();
        return config;
    }

    /// <summary>
    /// The usual chain; but an emulator on this machine takes any credentials, and whoever has none need not make
    /// some up.
    /// </summary>
    private AWSCredentials Credentials() =>
        endpoint is { IsLoopback: true } && Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID") is null
            ? new BasicAWSCredentials("local", "local")
            : Amazon.Runtime.Credentials.DefaultAWSCredentialsIdentityResolver.GetCredentials();

    private TClient Made<TClient>(TClient client)
        where TClient : IDisposable
    {
        _made.Add(client);
        return client;
    }
}
