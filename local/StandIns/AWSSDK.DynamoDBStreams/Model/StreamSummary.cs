namespace Amazon.DynamoDBStreams.Model;

/// <summary>A stream as a list shows it.</summary>
public class StreamSummary
{
    public string StreamArn { get; set; }

    public string StreamLabel { get; set; }

    public string TableName { get; set; }
}
