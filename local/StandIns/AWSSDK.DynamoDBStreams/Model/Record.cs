namespace Amazon.DynamoDBStreams.Model;

/// <summary>One change of an item.</summary>
public class Record
{
    public string AwsRegion { get; set; }

    public StreamRecord Dynamodb { get; set; }

    public string EventID { get; set; }

    public OperationType EventName { get; set; }

    public string EventSource { get; set; }

    public string EventVersion { get; set; }

    public Identity UserIdentity { get; set; }
}
