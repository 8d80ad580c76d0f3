using System.Text.Json;
using WebhookSystem.LocalAws.SecretsManager.Operations;
using WebhookSystem.LocalAws.SecretsManager.Secrets;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.SecretsManager;

/// <summary>The API of Secrets Manager. All operations are short, so one gate serves them all.</summary>
internal sealed class SecretsManagerService(SecretStore store, TimeProvider time) : IJsonService
{
    private delegate void Operation(JsonElement input, Utf8JsonWriter output);

    private readonly WriteValues _write = new(store, time);
    private readonly ReadValues _read = new(store, time);
    private readonly MoveStages _move = new(store, time);
    private readonly Describe _describe = new(store);
    private readonly Remove _remove = new(store, time);
    private readonly Tagging _tagging = new(store);

    public string TargetPrefix => "secretsmanager";

    public string PermissionPrefix => "secretsmanager";

    public IReadOnlyList<string> ResourceMembers { get; } = ["SecretId", "Name"];

    public string ErrorNamespace => "";

    public string ContentType => "application/x-amz-json-1.1";

    public string MessageMember(AwsException error) => error.Code switch
    {
        "InvalidParameterException" or "InvalidRequestException" or "InvalidNextTokenException"
            or "ResourceExistsException" or "ResourceNotFoundException" => "Message",
        _ => "message",
    };

    public ValueTask InvokeAsync(
        string operation, JsonElement input, Utf8JsonWriter output, CancellationToken cancellationToken)
    {
        var found = Find(operation) ?? throw AwsException.UnknownOperation("Secrets Manager", operation);
        lock (store.Gate)
            found(input, output);
        return ValueTask.CompletedTask;
    }

    private Operation? Find(string operation) => operation switch
    {
        "CreateSecret" => _write.Create,
        "PutSecretValue" => _write.Put,
        "UpdateSecret" => _write.Update,
        "GetSecretValue" => _read.Get,
        "ListSecretVersionIds" => _read.ListVersions,
        "UpdateSecretVersionStage" => _move.Update,
        "DescribeSecret" => _describe.One,
        "ListSecrets" => _describe.List,
        "DeleteSecret" => _remove.Delete,
        "RestoreSecret" => _remove.Restore,
        "TagResource" => _tagging.Tag,
        "UntagResource" => _tagging.Untag,
        _ => null,
    };
}
