using Amazon.SecretsManager.Model;
using WebhookSystem.StandIns.AwsJson;

namespace Amazon.SecretsManager;

/// <summary>The operations on the wire.</summary>
internal static class Operations
{
    private static readonly JsonService Service = new(
        "Amazon.SecretsManager",
        "secretsmanager",
        "application/x-amz-json-1.1",
        "2017-10-17",
        JsonModel.OptionsOf(
            ModelJson.Default,
            new Constant<FilterNameStringType>(FilterNameStringType.FindValue),
            new Constant<SortByType>(SortByType.FindValue),
            new Constant<SortOrderType>(SortOrderType.FindValue),
            new Constant<StatusType>(StatusType.FindValue)),
        Errors.ByCode,
        static error => new AmazonSecretsManagerException(
            error.Message, error.InnerException, error.Type, error.Code, error.RequestId, error.StatusCode));

    public static JsonOperation<CreateSecretRequest, CreateSecretResponse> CreateSecret { get; } =
        new(Service, nameof(CreateSecret));

    public static JsonOperation<DeleteSecretRequest, DeleteSecretResponse> DeleteSecret { get; } =
        new(Service, nameof(DeleteSecret));

    public static JsonOperation<DescribeSecretRequest, DescribeSecretResponse> DescribeSecret { get; } =
        new(Service, nameof(DescribeSecret));

    public static JsonOperation<GetSecretValueRequest, GetSecretValueResponse> GetSecretValue { get; } =
        new(Service, nameof(GetSecretValue));

    public static JsonOperation<ListSecretsRequest, ListSecretsResponse> ListSecrets { get; } =
        new(Service, nameof(ListSecrets));

    public static JsonOperation<ListSecretVersionIdsRequest, ListSecretVersionIdsResponse> ListSecretVersionIds { get; }
        = new(Service, nameof(ListSecretVersionIds));

    public static JsonOperation<PutSecretValueRequest, PutSecretValueResponse> PutSecretValue { get; } =
        new(Service, nameof(PutSecretValue));

    public static JsonOperation<UpdateSecretRequest, UpdateSecretResponse> UpdateSecret { get; } =
        new(Service, nameof(UpdateSecret));

    public static JsonOperation<UpdateSecretVersionStageRequest, UpdateSecretVersionStageResponse>
        UpdateSecretVersionStage { get; } = new(Service, nameof(UpdateSecretVersionStage));
}
