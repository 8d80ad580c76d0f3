namespace Amazon.SecretsManager.Model;

/// <summary>What an external rotation needs to know.</summary>
public class ExternalSecretRotationMetadataItem
{
    public string Key { get; set; }

    public string Value { get; set; }
}
