namespace Amazon.DynamoDBStreams.Model;

/// <summary>A stream with its shards.</summary>
public class StreamDescription
{
    public DateTime? CreationRequestDateTime { get; set; }

    public List<KeySchemaElement> KeySchema { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string LastEvaluatedShardId { get; set; }

    public List<Shard> Shards { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string StreamArn { get; set; }

    public string StreamLabel { get; set; }

    public StreamStatus StreamStatus { get; set; }

    public StreamViewType StreamViewType { get; set; }

    public string TableName { get; set; }
}
