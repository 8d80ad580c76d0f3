namespace Amazon.DynamoDBStreams.Model;

/// <summary>Narrows the shards of a description.</summary>
public class ShardFilter
{
    public string ShardId { get; set; }

    public ShardFilterType Type { get; set; }
}
