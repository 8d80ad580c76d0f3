namespace Amazon.DynamoDBStreams.Model;

/// <summary>One attribute of a table's key.</summary>
public class KeySchemaElement
{
    public string AttributeName { get; set; }

    public KeyType KeyType { get; set; }
}
