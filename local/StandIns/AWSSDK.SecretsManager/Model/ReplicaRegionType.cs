namespace Amazon.SecretsManager.Model;

/// <summary>A region that a secret is to be replicated to.</summary>
public class ReplicaRegionType
{
    public string KmsKeyId { get; set; }

    public string Region { get; set; }
}
