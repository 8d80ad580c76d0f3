using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>Asks for a staging label's move from one version to another.</summary>
public class UpdateSecretVersionStageRequest : AmazonSecretsManagerRequest
{
    public string MoveToVersionId { get; set; }

    public string RemoveFromVersionId { get; set; }

    public string SecretId { get; set; }

    public string VersionStage { get; set; }
}

/// <summary>Answers UpdateSecretVersionStage.</summary>
public class UpdateSecretVersionStageResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }

    public string Name { get; set; }
}
