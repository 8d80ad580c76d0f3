namespace Amazon.DynamoDBStreams.Model;

/// <summary>A value of an item: one of its members is set.</summary>
public class AttributeValue
{
    public MemoryStream B { get; set; }

    public bool? BOOL { get; set; }

    public List<MemoryStream> BS { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public List<AttributeValue> L { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public Dictionary<string, AttributeValue> M { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string N { get; set; }

    public List<string> NS { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public bool? NULL { get; set; }

    public string S { get; set; }

    public List<string> SS { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
