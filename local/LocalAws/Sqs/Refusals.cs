using System.Net;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Sqs;

/// <summary>The errors of SQS: each has a name of the JSON protocol and the code of the older query protocol.</summary>
internal static class Refusals
{
    private const string Legacy = "AWS.SimpleQueueService.";

    public static AwsException InvalidParameter(string message) =>
        Refuse("InvalidParameterValueException", "InvalidParameterValue", message);

    public static AwsException InvalidValue(object? value, string parameter, string reason) =>
        InvalidParameter($"Value {value} for parameter {parameter} is invalid. Reason: {reason}");

    public static AwsException Missing(string parameter) => Refuse(
        "MissingRequiredParameterException", "MissingParameter",
        $"The request must contain the parameter {parameter}.");

    public static AwsException NoSuchQueue() =>
        Refuse("QueueDoesNotExist", Legacy + "NonExistentQueue", "The specified queue does not exist.");

    public static AwsException QueueNameExists(string attribute) => Refuse(
        "QueueNameExists", "QueueAlreadyExists",
        $"A queue already exists with the same name and a different value for attribute {attribute}");

    public static AwsException QueueDeletedRecently() => Refuse(
        "QueueDeletedRecently", Legacy + "QueueDeletedRecently",
        "You must wait 60 seconds after deleting a queue before you can create another with the same name.");

    public static AwsException PurgeInProgress(string queue) => Refuse(
        "PurgeQueueInProgress", Legacy + "PurgeQueueInProgress",
        $"Only one PurgeQueue operation on {queue} is allowed every 60 seconds.", HttpStatusCode.Forbidden);

    public static AwsException UnknownAttribute(string name) => InvalidAttributeName($"Unknown Attribute {name}.");

    public static AwsException InvalidAttributeName(string message) =>
        Refuse("InvalidAttributeName", "InvalidAttributeName", message);

    public static AwsException InvalidAttributeValue(string name, string? reason = null) => Refuse(
        "InvalidAttributeValue", "InvalidAttributeValue",
        $"Invalid value for the parameter {name}.{(reason is null ? "" : $" Reason: {reason}")}");

    public static AwsException InvalidHandle(string handle) => Refuse(
        "ReceiptHandleIsInvalid", "ReceiptHandleIsInvalid",
        $"The input receipt handle \"{handle}\" is not a valid receipt handle.");

    public static AwsException ExpiredHandle(string handle) =>
        InvalidValue(handle, "ReceiptHandle", "The receipt handle has expired.");

    public static AwsException NotInFlight(string handle) => InvalidValue(
        handle, "ReceiptHandle", "Message does not exist or is not available for visibility timeout change.");

    public static AwsException OverLimit() => Refuse(
        "OverLimit", "OverLimit", "Too many messages are in flight: delete what was processed.",
        HttpStatusCode.Forbidden);

    public static AwsException InvalidCharacter(char found) => Refuse(
        "InvalidMessageContents", "InvalidMessageContents", Inadmissible(found, "body"));

    public static AwsException InvalidCharacter(char found, string attribute) =>
        InvalidParameter(Inadmissible(found, $"attribute '{attribute}' value"));

    private static string Inadmissible(char found, string where) =>
        $"Invalid binary character '#x{(int)found:X}' was found in the message {where}, the set of allowed characters "
        + "is #x9 | #xA | #xD | [#x20-#xD7FF] | [#xE000-#xFFFD] | [#x10000-#x10FFFF].";

    public static AwsException Unsupported(string message) =>
        Refuse("UnsupportedOperation", Legacy + "UnsupportedOperation", message);

    public static AwsException NotFound(string message) =>
        Refuse("ResourceNotFoundException", "ResourceNotFoundException", message, HttpStatusCode.NotFound);

    public static AwsException Batch(string name, string message) => Refuse(name, Legacy + name, message);

    private static AwsException Refuse(
        string name, string legacyCode, string message, HttpStatusCode status = HttpStatusCode.BadRequest) =>
        new(name, message, status) { QueryError = $"{legacyCode};Sender" };
}
