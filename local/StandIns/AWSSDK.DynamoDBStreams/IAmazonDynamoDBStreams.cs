using System.Diagnostics.CodeAnalysis;
using Amazon.DynamoDBStreams.Model;
using Amazon.Runtime;
using Amazon.Runtime.Endpoints;

namespace Amazon.DynamoDBStreams;

/// <summary>Amazon DynamoDB Streams.</summary>
public interface IAmazonDynamoDBStreams : IAmazonService, IDisposable
{
    Task<DescribeStreamResponse> DescribeStreamAsync(string streamArn, CancellationToken cancellationToken = default);

    Task<DescribeStreamResponse> DescribeStreamAsync(
        DescribeStreamRequest request, CancellationToken cancellationToken = default);

    Task<GetRecordsResponse> GetRecordsAsync(string shardIterator, CancellationToken cancellationToken = default);

    Task<GetRecordsResponse> GetRecordsAsync(GetRecordsRequest request, CancellationToken cancellationToken = default);

    Task<GetShardIteratorResponse> GetShardIteratorAsync(
        GetShardIteratorRequest request, CancellationToken cancellationToken = default);

    Task<ListStreamsResponse> ListStreamsAsync(CancellationToken cancellationToken = default);

    Task<ListStreamsResponse> ListStreamsAsync(
        ListStreamsRequest request, CancellationToken cancellationToken = default);

    Endpoint DetermineServiceOperationEndpoint(AmazonWebServiceRequest request);

    [DynamicDependency(DynamicallyAccessedMemberTypes.PublicProperties, typeof(AmazonDynamoDBStreamsConfig))]
    static ClientConfig IAmazonService.CreateDefaultClientConfig() => new AmazonDynamoDBStreamsConfig();

    [UnconditionalSuppressMessage(
        "Trimming", "IL2026", Justification = "The interface's warning is about a service other than this one.")]
    static IAmazonService IAmazonService.CreateDefaultServiceClient(
        AWSCredentials awsCredentials, ClientConfig clientConfig)
    {
        if (clientConfig is not AmazonDynamoDBStreamsConfig config)
            throw new AmazonClientException("ClientConfig is not of type AmazonDynamoDBStreamsConfig");
        return awsCredentials is null
            ? new AmazonDynamoDBStreamsClient(config)
            : new AmazonDynamoDBStreamsClient(awsCredentials, config);
    }
}
