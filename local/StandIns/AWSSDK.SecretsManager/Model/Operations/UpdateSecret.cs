using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>Asks for a change of a secret's details, and of its value if one is given.</summary>
public class UpdateSecretRequest : AmazonSecretsManagerRequest
{
    public string ClientRequestToken { get; set; }

    public string Description { get; set; }

    public string KmsKeyId { get; set; }

    public MemoryStream SecretBinary { get; set; }

    public string SecretId { get; set; }

    public string SecretString { get; set; }

    public string Type { get; set; }
}

/// <summary>Answers UpdateSecret.</summary>
public class UpdateSecretResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }

    public string Name { get; set; }

    public string VersionId { get; set; }
}
