using Amazon.DynamoDBStreams;
using Amazon.DynamoDBv2;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;

namespace WebhookSystem.Bench.LocalAws.Servers;

/// <summary>The SDK's clients of one server, without retries: what fails is to be seen.</summary>
internal sealed class Clients(Uri endpoint) : IDisposable
{
    private static readonly BasicAWSCredentials Anyone = new("bench", "bench");

    public AmazonDynamoDBClient DynamoDb { get; } = new(Anyone, Point(new AmazonDynamoDBConfig(), endpoint));

    public AmazonDynamoDBStreamsClient Streams { get; } =
        new(Anyone, Point(new AmazonDynamoDBStreamsConfig(), endpoint));

    public AmazonSQSClient Sqs { get; } = new(Anyone, Point(new AmazonSQSConfig(), endpoint));

    public AmazonS3Client S3 { get; } =
        new(Anyone, Point(new AmazonS3Config { ForcePathStyle = true }, endpoint));

    public void Dispose()
    {
        DynamoDb.Dispose();
        Streams.Dispose();
        Sqs.Dispose();
        S3.Dispose();
    }

    private static TConfig Point<TConfig>(TConfig config, Uri endpoint)
        where TConfig : ClientConfig
    {
        config.ServiceURL = endpoint.ToString();
        config.AuthenticationRegion = "us-east-1";
        config.MaxErrorRetry = 0;
        return config;
    }
}
