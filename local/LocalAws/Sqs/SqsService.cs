using System.Collections.Frozen;
using System.Text.Json;
using WebhookSystem.LocalAws.Sqs.Operations;
using WebhookSystem.LocalAws.Sqs.Operations.Receiving;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Sqs;

/// <summary>SQS's API over the JSON protocol.</summary>
internal sealed class SqsService(IEnumerable<IOperation> operations, ReceiveMessage receive) : IJsonService
{
    private readonly FrozenDictionary<string, IOperation> _operations =
        operations.ToFrozenDictionary(static operation => operation.Name, StringComparer.Ordinal);

    public string TargetPrefix => "AmazonSQS";

    public string PermissionPrefix => "sqs";

    public IReadOnlyList<string> ResourceMembers { get; } = ["QueueUrl", "QueueName"];

    public string ErrorNamespace => "com.amazonaws.sqs";

    public string ContentType => "application/x-amz-json-1.0";

    public async ValueTask InvokeAsync(
        string operation, JsonElement input, Utf8JsonWriter output, CancellationToken cancellationToken)
    {
        output.WriteStartObject();
        if (operation == "ReceiveMessage")
            await receive.InvokeAsync(input, output, cancellationToken);
        else if (_operations.TryGetValue(operation, out var found))
            found.Invoke(input, output);
        else
            throw AwsException.UnknownOperation("SQS", operation);
        output.WriteEndObject();
    }
}
