using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>Asks for a secret's deletion, at once or after a recovery window.</summary>
public class DeleteSecretRequest : AmazonSecretsManagerRequest
{
    public bool? ForceDeleteWithoutRecovery { get; set; }

    public long? RecoveryWindowInDays { get; set; }

    public string SecretId { get; set; }
}

/// <summary>Answers DeleteSecret.</summary>
public class DeleteSecretResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }

    public DateTime? DeletionDate { get; set; }

    public string Name { get; set; }
}
