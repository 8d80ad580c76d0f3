namespace Amazon.SecretsManager.Model;

/// <summary>A key and a value attached to a secret.</summary>
public class Tag
{
    public string Key { get; set; }

    public string Value { get; set; }
}
