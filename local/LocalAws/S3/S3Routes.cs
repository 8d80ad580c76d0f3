using WebhookSystem.LocalAws.S3.Buckets;
using WebhookSystem.LocalAws.S3.Multipart;
using WebhookSystem.LocalAws.S3.Objects;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3;

/// <summary>Carries out one operation.</summary>
internal delegate Task S3Operation(S3Request request, CancellationToken cancellationToken);

/// <summary>Which operation a request is: by method, by what it is about, by the subresource in its query.</summary>
internal sealed class S3Routes(
    BucketOperations buckets, LifecycleOperations lifecycle, ListObjects objects, ObjectRoutes ofObjects)
{
    public S3Operation? Find(S3Request request) => (request.Method, request.Level, request.Subresource) switch
    {
        (_, S3Level.Object, _) => ofObjects.Find(request),
        ("GET", S3Level.Service, "") => buckets.ListAsync,
        ("PUT", S3Level.Bucket, "") => buckets.CreateAsync,
        ("HEAD", S3Level.Bucket, "") => buckets.HeadAsync,
        ("DELETE", S3Level.Bucket, "") => buckets.DeleteAsync,
        ("GET", S3Level.Bucket, "") => objects.InvokeAsync,
        ("GET", S3Level.Bucket, "acl") => buckets.GetAclAsync,
        ("GET", S3Level.Bucket, "location") => buckets.LocateAsync,
        ("PUT", S3Level.Bucket, "lifecycle") => lifecycle.PutAsync,
        ("GET", S3Level.Bucket, "lifecycle") => lifecycle.GetAsync,
        ("DELETE", S3Level.Bucket, "lifecycle") => lifecycle.DeleteAsync,
        ("POST", S3Level.Bucket, "delete") => ofObjects.DeleteManyAsync,
        ("GET", S3Level.Bucket, "uploads") => ofObjects.ListUploadsAsync,
        _ => null,
    };
}

/// <summary>The operations on objects.</summary>
internal sealed class ObjectRoutes(
    PutObject put, GetObject get, DeleteObject delete, DeleteObjects deleteMany, CopyObject copy,
    StartUpload start, PutPart putPart, CompleteUpload complete, ListUploads list)
{
    public S3Operation DeleteManyAsync => deleteMany.InvokeAsync;

    public S3Operation ListUploadsAsync => list.InvokeAsync;

    public S3Operation? Find(S3Request request) => (request.Method, request.Subresource) switch
    {
        ("PUT", "") when request.Header(CopySource.Header) is not null => copy.InvokeAsync,
        ("PUT", "") => put.InvokeAsync,
        ("GET" or "HEAD", "") => get.InvokeAsync,
        ("DELETE", "") => delete.InvokeAsync,
        ("POST", "uploads") => start.InvokeAsync,
        ("PUT", "uploadId") => putPart.InvokeAsync,
        ("POST", "uploadId") => complete.InvokeAsync,
        ("DELETE", "uploadId") => start.AbortAsync,
        ("GET", "uploadId") => list.ListPartsAsync,
        _ => null,
    };
}
