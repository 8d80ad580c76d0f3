using System.Collections.Frozen;
using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Operations;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb;

/// <summary>DynamoDB's own API; its streams have another.</summary>
internal sealed class DynamoDbService(IEnumerable<IOperation> operations) : IJsonService
{
    private readonly FrozenDictionary<string, IOperation> _operations =
        operations.ToFrozenDictionary(static operation => operation.Name, StringComparer.Ordinal);

    public string TargetPrefix => "DynamoDB_20120810";

    public string PermissionPrefix => "dynamodb";

    public IReadOnlyList<string> ResourceMembers { get; } = ["TableName", "ResourceArn"];

    public string ErrorNamespace => "com.amazonaws.dynamodb.v20120810";

    public string ContentType => "application/x-amz-json-1.0";

    public bool PacksAnswers => true;

    // An error that brings more than its message, such as the item that a condition failed for, writes it large.
    public string MessageMember(AwsException error) =>
        error.WriteMembers is not null || error.Code == "IdempotentParameterMismatchException" ? "Message" : "message";

    public string Describe(JsonMisfit misfit) => MisfitWords.Of(misfit);

    public ValueTask InvokeAsync(
        string operation, JsonElement input, Utf8JsonWriter output, CancellationToken cancellationToken)
    {
        if (!_operations.TryGetValue(operation, out var found))
            throw AwsException.UnknownOperation("DynamoDB", operation);
        found.Invoke(input, output);
        return ValueTask.CompletedTask;
    }
}
