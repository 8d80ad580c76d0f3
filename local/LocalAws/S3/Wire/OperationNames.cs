using System.Globalization;

namespace WebhookSystem.LocalAws.S3.Wire;

/// <summary>What the API calls an operation, however its request is written; also one that is not offered.</summary>
internal static class OperationNames
{
    // What is configured, where the API calls it otherwise than the query does.
    private static readonly Dictionary<string, string> Subjects = new(StringComparer.Ordinal)
    {
        ["accelerate"] = "BucketAccelerateConfiguration",
        ["analytics"] = "BucketAnalyticsConfiguration",
        ["intelligent-tiering"] = "BucketIntelligentTieringConfiguration",
        ["inventory"] = "BucketInventoryConfiguration",
        ["legal-hold"] = "ObjectLegalHold",
        ["metadataTable"] = "BucketMetadataTableConfiguration",
        ["metrics"] = "BucketMetricsConfiguration",
        ["notification"] = "BucketNotificationConfiguration",
        ["object-lock"] = "ObjectLockConfiguration",
        ["publicAccessBlock"] = "PublicAccessBlock",
    };

    public static string Of(S3Request request) => (request.Method, request.Level, request.Subresource) switch
    {
        ("GET", S3Level.Service, "") => "ListBuckets",
        ("PUT", S3Level.Bucket, "") => "CreateBucket",
        ("GET", S3Level.Bucket, "") => request.Query("list-type") == "2" ? "ListObjectsV2" : "ListObjects",
        ("GET", S3Level.Bucket, "acl") => "GetBucketAcl",
        ("GET", S3Level.Bucket, "location") => "GetBucketLocation",
        ("PUT", S3Level.Bucket, "lifecycle") => "PutBucketLifecycleConfiguration",
        ("GET", S3Level.Bucket, "lifecycle") => "GetBucketLifecycleConfiguration",
        ("DELETE", S3Level.Bucket, "lifecycle") => "DeleteBucketLifecycle",
        ("POST", S3Level.Bucket, "delete") => "DeleteObjects",
        ("GET", S3Level.Bucket, "uploads") => "ListMultipartUploads",
        ("GET", S3Level.Object, "") => "GetObject",
        ("PUT", S3Level.Object, "") => IsCopy(request) ? "CopyObject" : "PutObject",
        ("POST", S3Level.Object, "uploads") => "CreateMultipartUpload",
        ("PUT", S3Level.Object, "uploadId") => IsCopy(request) ? "UploadPartCopy" : "UploadPart",
        ("POST", S3Level.Object, "uploadId") => "CompleteMultipartUpload",
        ("DELETE", S3Level.Object, "uploadId") => "AbortMultipartUpload",
        ("GET", S3Level.Object, "uploadId") => "ListParts",
        ("GET", S3Level.Bucket, "session") => "CreateSession",
        ("GET", S3Level.Bucket, "versions") => "ListObjectVersions",
        ("POST", S3Level.Bucket, "") => "PostObject",
        ("POST", S3Level.Object, "restore") => "RestoreObject",
        ("POST", S3Level.Object, "select") => "SelectObjectContent",
        ("OPTIONS", _, _) => "CORS preflight requests",
        _ => Verb(request.Method) + Subject(request),
    };

    private static bool IsCopy(S3Request request) => request.Header("x-amz-copy-source") is not null;

    private static string Subject(S3Request request) => Subjects.GetValueOrDefault(request.Subresource)
        ?? request.Level + string.Concat(request.Subresource.Take(1).Select(char.ToUpperInvariant))
            + string.Concat(request.Subresource.Skip(1));

    private static string Verb(string method) =>
        CultureInfo.InvariantCulture.TextInfo.ToTitleCase(method.ToLowerInvariant());
}
