using Amazon.Runtime;

namespace Amazon.SecretsManager.Model;

/// <summary>Asks for the secrets of the account.</summary>
public class ListSecretsRequest : AmazonSecretsManagerRequest
{
    public List<Filter> Filters { get; set; } = AWSConfigs.InitializeCollections ? [] : null;

    public bool? IncludePlannedDeletion { get; set; }

    public int? MaxResults { get; set; }

    public string NextToken { get; set; }

    public SortByType SortBy { get; set; }

    public SortOrderType SortOrder { get; set; }
}

/// <summary>Answers ListSecrets.</summary>
public class ListSecretsResponse : AmazonWebServiceResponse
{
    public string NextToken { get; set; }

    public List<SecretListEntry> SecretList { get; set; } = AWSConfigs.InitializeCollections ? [] : null;
}
