using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>Asks for a secret's details, without its value.</summary>
public class DescribeSecretRequest : AmazonSecretsManagerRequest
{
    public string SecretId { get; set; }
}

/// <summary>Answers DescribeSecret.</summary>
public class DescribeSecretResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }

    public DateTime? CreatedDate { get; set; }

    public DateTime? DeletedDate { get; set; }

    public string Description { get; set; }

    public List<ExternalSecretRotationMetadataItem> ExternalSecretRotationMetadata { get; set; } =
        AWSConfigs.InitializeCollections ? [] : null;

    public string ExternalSecretRotationRoleArn { get; set; }

    public string KmsKeyId { get; set; }

    public DateTime? LastAccessedDate { get; set; }

    public DateTime? LastChangedDate { get; set; }

    public DateTime? LastRotatedDate { get; set; }

    public string Name { get; set; }

    public DateTime? NextRotationDate { get; set; }

    public string OwningService { get; set; }

    public string PrimaryRegion { get; set; }

    public List<ReplicationStatusType> ReplicationStatus { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public bool? RotationEnabled { get; set; }

    public string RotationLambdaARN { get; set; }

    public RotationRulesType RotationRules { get; set; }

    public List<Tag> Tags { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public string Type { get; set; }

    public Dictionary<string, List<string>> VersionIdsToStages { get; set; } =
        AWSConfigs.InitializeCollections ? [] : null;
}
