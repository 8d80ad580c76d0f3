using System.Net;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Faults;

/// <summary>How each service says that it has too much to do, or that it has failed.</summary>
internal static class FaultErrors
{
    private static readonly HashSet<string> MeteredOperations =
    [
        "PutItem", "GetItem", "UpdateItem", "DeleteItem", "Query", "Scan", "BatchGetItem", "BatchWriteItem",
        "TransactGetItems", "TransactWriteItems", "GetRecords",
    ];

    public static AwsException Throttled(string service, string operation) => service switch
    {
        "dynamodb" when MeteredOperations.Contains(operation) => new(
            "ProvisionedThroughputExceededException",
            "The level of configured provisioned throughput for the table was exceeded. "
            + "Consider increasing your provisioning level with the UpdateTable API."),
        "sqs" => new("RequestThrottled", "Request is throttled.", HttpStatusCode.Forbidden)
        {
            QueryError = "RequestThrottled;Sender",
        },
        "s3" => new("SlowDown", "Please reduce your request rate.", HttpStatusCode.ServiceUnavailable),
        _ => new("ThrottlingException", "Rate exceeded"),
    };

    public static AwsException Failed(string service) => service switch
    {
        "dynamodb" => Failure("InternalServerError", "Internal server error"),
        "secretsmanager" => Failure("InternalServiceError", "An error occurred on the server side."),
        "s3" => Failure("InternalError", "We encountered an internal error. Please try again."),
        _ => Failure("InternalFailure", "We encountered an internal error. Please try again."),
    };

    private static AwsException Failure(string code, string message) =>
        new(code, message, HttpStatusCode.InternalServerError);
}
