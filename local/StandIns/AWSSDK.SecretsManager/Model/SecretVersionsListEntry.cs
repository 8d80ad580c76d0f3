namespace Amazon.SecretsManager.Model;

/// <summary>A version of a secret, without its value.</summary>
public class SecretVersionsListEntry
{
    public DateTime? CreatedDate { get; set; }

    public List<string> KmsKeyIds { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public DateTime? LastAccessedDate { get; set; }

    public string VersionId { get; set; }

    public List<string> VersionStages { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
