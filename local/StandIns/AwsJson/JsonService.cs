using Amazon.Runtime;
using Amazon.Runtime.Internal;
using System.Text.Json;

namespace WebhookSystem.StandIns.AwsJson;

/// <summary>Builds a service's exception from an error's message, cause, type, code, request id and status.</summary>
internal delegate AmazonServiceException ErrorOf(ErrorResponse error);

/// <summary>A service that speaks AWS's JSON protocol, as far as its operations need to know it.</summary>
/// <param name="Name">The client's namespace.</param>
/// <param name="TargetPrefix">What stands before the operation in X-Amz-Target.</param>
/// <param name="ContentType">The protocol's minor version.</param>
/// <param name="ApiVersion">The date of the service's model.</param>
/// <param name="Json">Reads and writes the model.</param>
/// <param name="Errors">The service's exception for an error's code.</param>
/// <param name="OtherError">The exception for any other code.</param>
internal sealed record JsonService(
    string Name,
    string TargetPrefix,
    string ContentType,
    string ApiVersion,
    JsonSerializerOptions Json,
    IReadOnlyDictionary<string, ErrorOf> Errors,
    ErrorOf OtherError);
