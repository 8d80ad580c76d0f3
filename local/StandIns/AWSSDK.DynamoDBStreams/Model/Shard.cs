namespace Amazon.DynamoDBStreams.Model;

/// <summary>A part of a stream whose records are in order.</summary>
public class Shard
{
    public string ParentShardId { get; set; }

    public SequenceNumberRange SequenceNumberRange { get; set; }

    public string ShardId { get; set; }
}
