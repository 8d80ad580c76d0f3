using Amazon.Runtime;

namespace Amazon.DynamoDBStreams.Model;

/// <summary>Asks for the records that an iterator points at.</summary>
public class GetRecordsRequest : AmazonDynamoDBStreamsRequest
{
    public int? Limit { get; set; }

    public string ShardIterator { get; set; }
}

/// <summary>Answers GetRecords.</summary>
public class GetRecordsResponse : AmazonWebServiceResponse
{
    public string NextShardIterator { get; set; }

    public List<Record> Records { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
