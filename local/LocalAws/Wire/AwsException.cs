using System.Net;

namespace WebhookSystem.LocalAws.Wire;

/// <summary>An error that AWS would answer: its code, its message, its HTTP status.</summary>
internal sealed class AwsException(string code, string message, HttpStatusCode status = HttpStatusCode.BadRequest)
    : Exception(message)
{
    /// <summary>The error's name as the SDK sees it, e.g. <c>ResourceNotFoundException</c>.</summary>
    public string Code { get; } = code;

    public HttpStatusCode Status { get; } = status;

    /// <summary>
    /// Value of <c>x-amzn-query-error</c> (SQS only), e.g. <c>AWS.SimpleQueueService.NonExistentQueue;Sender</c>.
    /// </summary>
    public string? QueryError { get; init; }

    /// <summary>
    /// The request is sound in itself, but not for the table it is sent to (DynamoDB only): a transaction does not fail
    /// for it, but is cancelled.
    /// </summary>
    public bool IsMismatch { get; init; }

    /// <summary>The member that is of the wrong kind, where one is: the service has its words for it.</summary>
    public JsonMisfit? Misfit { get; init; }

    /// <summary>Writes further members of the error object, e.g. <c>CancellationReasons</c> or <c>Item</c>.</summary>
    public Action<System.Text.Json.Utf8JsonWriter>? WriteMembers { get; init; }

    public static AwsException UnknownOperation(string service, string operation) => new(
        "UnknownOperationException", $"LocalAws does not offer {service} {operation}.");
}
