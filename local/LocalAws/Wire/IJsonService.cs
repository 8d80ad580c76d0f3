using System.Text.Json;

namespace WebhookSystem.LocalAws.Wire;

/// <summary>
/// A service that speaks AWS's JSON protocol: <c>POST /</c> with <c>X-Amz-Target: {prefix}.{operation}</c>.
/// </summary>
internal interface IJsonService
{
    /// <summary>What stands before the dot of X-Amz-Target, e.g. <c>DynamoDB_20120810</c>.</summary>
    string TargetPrefix { get; }

    /// <summary>As IAM calls it, e.g. <c>dynamodb</c>.</summary>
    string PermissionPrefix { get; }

    /// <summary>The members of a request that may name what it is about.</summary>
    IReadOnlyList<string> ResourceMembers { get; }

    /// <summary>
    /// Namespace of the error's <c>__type</c>, e.g. <c>com.amazonaws.dynamodb.v20120810</c>; empty for none.
    /// </summary>
    string ErrorNamespace { get; }

    /// <summary>The minor version's content type, e.g. <c>application/x-amz-json-1.0</c>.</summary>
    string ContentType { get; }

    /// <summary>Whether a long answer is packed for callers that accept it.</summary>
    bool PacksAnswers => false;

    /// <summary>What the error calls its message: on AWS they differ in its first letter.</summary>
    string MessageMember(AwsException error) => "message";

    /// <summary>The message about a member that is of the wrong kind of JSON.</summary>
    string Describe(JsonMisfit misfit) => misfit.Describe();

    /// <summary>Carries out one call, writing the whole answer object to <paramref name="output"/>.</summary>
    /// <exception cref="AwsException">The answer is an error.</exception>
    ValueTask InvokeAsync(
        string operation, JsonElement input, Utf8JsonWriter output, CancellationToken cancellationToken);
}
