namespace Amazon.SecretsManager.Model;

/// <summary>Narrows a list of secrets.</summary>
public class Filter
{
    public FilterNameStringType Key { get; set; }

    public List<string> Values { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
