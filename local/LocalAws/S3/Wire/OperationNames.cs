namespace WebhookSystem.LocalAws.S3.Wire;

/// <summary>What the API calls the operations offered, whichever way their requests are written.</summary>
internal static class OperationNames
{
    public static string Of(S3Request request) => (request.Method, request.Level, request.Subresource) switch
    {
        ("GET", S3Level.Service, "") => "ListBuckets",
        ("PUT", S3Level.Bucket, "") => "CreateBucket",
        ("GET", S3Level.Bucket, "") => "ListObjectsV2",
        ("GET", S3Level.Bucket, "acl") => "GetBucketAcl",
        ("GET", S3Level.Bucket, "location") => "GetBucketLocation",
        ("PUT", S3Level.Bucket, "lifecycle") => "PutBucketLifecycleConfiguration",
        ("GET", S3Level.Bucket, "lifecycle") => "GetBucketLifecycleConfiguration",
        ("DELETE", S3Level.Bucket, "lifecycle") => "DeleteBucketLifecycle",
        ("POST", S3Level.Bucket, "delete") => "DeleteObjects",
        ("GET", S3Level.Bucket, "uploads") => "ListMultipartUploads",
        ("PUT", S3Level.Object, "") when request.Header("x-amz-copy-source") is not null => "CopyObject",
        ("POST", S3Level.Object, "uploads") => "CreateMultipartUpload",
        ("PUT", S3Level.Object, "uploadId") => "UploadPart",
        ("POST", S3Level.Object, "uploadId") => "CompleteMultipartUpload",
        ("DELETE", S3Level.Object, "uploadId") => "AbortMultipartUpload",
        ("GET", S3Level.Object, "uploadId") => "ListParts",
        _ => request.OperationName,
    };
}
