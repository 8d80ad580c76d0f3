namespace Amazon.DynamoDBStreams.Model;

/// <summary>Who changed the item, where it was the service itself.</summary>
public class Identity
{
    public string PrincipalId { get; set; }

    public string Type { get; set; }
}
