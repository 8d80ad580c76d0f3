namespace Amazon.DynamoDBStreams.Model;

/// <summary>The first and, once it is closed, the last number of a shard.</summary>
public class SequenceNumberRange
{
    public string EndingSequenceNumber { get; set; }

    public string StartingSequenceNumber { get; set; }
}
