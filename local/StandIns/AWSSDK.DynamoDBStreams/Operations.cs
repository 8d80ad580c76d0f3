using Amazon.DynamoDBStreams.Model;
using WebhookSystem.StandIns.AwsJson;

namespace Amazon.DynamoDBStreams;

/// <summary>The operations on the wire.</summary>
internal static class Operations
{
    private static readonly JsonService Service = new(
        "Amazon.DynamoDBStreams",
        "DynamoDBStreams_20120810",
        "application/x-amz-json-1.0",
        "2012-08-10",
        JsonModel.OptionsOf(
            ModelJson.Default,
            new Constant<KeyType>(KeyType.FindValue),
            new Constant<OperationType>(OperationType.FindValue),
            new Constant<ShardFilterType>(ShardFilterType.FindValue),
            new Constant<ShardIteratorType>(ShardIteratorType.FindValue),
            new Constant<StreamStatus>(StreamStatus.FindValue),
            new Constant<StreamViewType>(StreamViewType.FindValue)),
        Errors.ByCode,
        static error => new AmazonDynamoDBStreamsException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode));

    public static JsonOperation<DescribeStreamRequest, DescribeStreamResponse> DescribeStream { get; } =
        new(Service, nameof(DescribeStream));

    public static JsonOperation<GetRecordsRequest, GetRecordsResponse> GetRecords { get; } =
        new(Service, nameof(GetRecords));

    public static JsonOperation<GetShardIteratorRequest, GetShardIteratorResponse> GetShardIterator { get; } =
        new(Service, nameof(GetShardIterator));

    public static JsonOperation<ListStreamsRequest, ListStreamsResponse> ListStreams { get; } =
        new(Service, nameof(ListStreams));
}
