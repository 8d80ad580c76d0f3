using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>Asks for a new secret, with or without a first value.</summary>
public class CreateSecretRequest : AmazonSecretsManagerRequest
{
    public List<ReplicaRegionType> AddReplicaRegions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string ClientRequestToken { get; set; }

    public string Description { get; set; }

    public bool? ForceOverwriteReplicaSecret { get; set; }

    public string KmsKeyId { get; set; }

    public string Name { get; set; }

    public MemoryStream SecretBinary { get; set; }

    public string SecretString { get; set; }

    public List<Tag> Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string Type { get; set; }
}

/// <summary>Answers CreateSecret.</summary>
public class CreateSecretResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }

    public string Name { get; set; }

    public List<ReplicationStatusType> ReplicationStatus { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string VersionId { get; set; }
}
