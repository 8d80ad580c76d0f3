using System.Net;

namespace WebhookSystem.LocalAws.S3.Wire;

/// <summary>The errors that many operations share, in S3's words.</summary>
internal static class Refusals
{
    public static S3Exception NotOffered(string operation) => new(
        "NotImplemented", $"LocalAws does not offer S3 {operation}.", HttpStatusCode.NotImplemented);

    public static S3Exception HeaderNotOffered(string header, string reason) => new(
        "NotImplemented", "A header you provided implies functionality that is not implemented",
        HttpStatusCode.NotImplemented, ("Header", header), ("additionalMessage", reason));

    public static S3Exception NoSuchBucket(string bucket) => new(
        "NoSuchBucket", "The specified bucket does not exist", HttpStatusCode.NotFound, ("BucketName", bucket));

    public static S3Exception NoSuchKey(string key) => new(
        "NoSuchKey", "The specified key does not exist.", HttpStatusCode.NotFound, ("Key", key));

    public static S3Exception NoSuchUpload(string uploadId) => new(
        "NoSuchUpload",
        "The specified upload does not exist. The upload ID may be invalid, or the upload may have been aborted or "
        + "completed.",
        HttpStatusCode.NotFound, ("UploadId", uploadId));

    public static S3Exception PreconditionFailed(string condition) => new(
        "PreconditionFailed", "At least one of the pre-conditions you specified did not hold",
        HttpStatusCode.PreconditionFailed, ("Condition", condition));

    public static S3Exception Conflict(string condition, string key) => new(
        "ConditionalRequestConflict",
        "The conditional request cannot succeed due to a conflicting operation against this resource.",
        HttpStatusCode.Conflict, ("Condition", condition), ("Key", key));

    public static S3Exception NotModified() => new("304", "Not Modified", HttpStatusCode.NotModified);

    public static S3Exception Invalid(string message) => new("InvalidRequest", message, HttpStatusCode.BadRequest);

    public static S3Exception InvalidArgument(string name, string? value, string message) => new(
        "InvalidArgument", message, HttpStatusCode.BadRequest,
        value is not null ? [("ArgumentName", name), ("ArgumentValue", value)] : [("ArgumentName", name)]);

    public static S3Exception BadDigest(string message, params (string Name, string Value)[] details) =>
        new("BadDigest", message, HttpStatusCode.BadRequest, details);

    public static S3Exception MalformedXml() => new(
        "MalformedXML", "The XML you provided was not well-formed or did not validate against our published schema",
        HttpStatusCode.BadRequest);
}
