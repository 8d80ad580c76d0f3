using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>Asks for the versions of a secret.</summary>
public class ListSecretVersionIdsRequest : AmazonSecretsManagerRequest
{
    public bool? IncludeDeprecated { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }

    public string SecretId { get; set; }
}

/// <summary>Answers ListSecretVersionIds.</summary>
public class ListSecretVersionIdsResponse : AmazonWebServiceResponse
{
    public string ARN { get; set; }

    public string Name { get; set; }

    public string NextToken { get; set; }

    public List<SecretVersionsListEntry> Versions { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
