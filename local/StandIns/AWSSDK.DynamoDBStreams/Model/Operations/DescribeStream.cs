using Amazon.Runtime;

namespace Amazon.DynamoDBStreams.Model;

/// <summary>Asks for a stream's state and its shards.</summary>
public class DescribeStreamRequest : AmazonDynamoDBStreamsRequest
{
    public string ExclusiveStartShardId { get; set; }

    public int? Limit { get; set; }

    public ShardFilter ShardFilter { get; set; }

    public string StreamArn { get; set; }
}

/// <summary>Answers DescribeStream.</summary>
public class DescribeStreamResponse : AmazonWebServiceResponse
{
    public StreamDescription StreamDescription { get; set; }
}
