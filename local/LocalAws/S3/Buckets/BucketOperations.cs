using System.Net;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Buckets;

/// <summary>Buckets themselves: create, list, look at, delete.</summary>
internal sealed class BucketOperations(ObjectStore store, TimeProvider time)
{
    /// <summary>Where this endpoint stands.</summary>
    public const string HomeRegion = "us-east-1";

    private const int BucketsMax = 10_000;
    private const string LockHeader = "x-amz-bucket-object-lock-enabled";

    public Task ListAsync(S3Request request, CancellationToken cancellationToken)
    {
        var prefix = request.Query("prefix") ?? "";
        var region = request.Query("bucket-region");
        if (region is not null && !BucketName.IsRegion(region))
        {
            throw Refusals.InvalidArgument(
                "bucket-region", null, $"Argument value {region} is not a valid AWS Region");
        }

        var after = request.Query("continuation-token") is { Length: > 0 } token ? ContinuationToken.Parse(token) : "";
        var max = request.Number("max-buckets", BucketsMax, BucketsMax);
        Bucket[] found;
        lock (store.Gate)
        {
            found = [.. store.Buckets.Where(bucket => bucket.Name.StartsWith(prefix, StringComparison.Ordinal)
                && (region is null || bucket.Region == region)
                && string.CompareOrdinal(bucket.Name, after) > 0).Take(max + 1)];
        }

        var page = found.Take(max).ToArray();
        return XmlAnswer.WriteAsync(request, XmlAnswer.Of(
            "ListAllMyBucketsResult",
            XmlAnswer.Owner(),
            XmlAnswer.Of("Buckets", [.. page.Select(static bucket => XmlAnswer.Of(
                "Bucket",
                XmlAnswer.Of("Name", bucket.Name),
                XmlAnswer.Of("CreationDate", XmlAnswer.Time(bucket.Created)),
                XmlAnswer.Of("BucketRegion", bucket.Region),
                XmlAnswer.Of("BucketArn", bucket.Arn)))]),
            page.Length < found.Length
                ? XmlAnswer.Of("ContinuationToken", ContinuationToken.Of(page[^1].Name))
                : null,
            request.Query("prefix") is { } asked ? XmlAnswer.Of("Prefix", asked) : null), cancellationToken);
    }

    public async Task CreateAsync(S3Request request, CancellationToken cancellationToken)
    {
        BucketName.Check(request.Bucket);
        if (request.Header(LockHeader) is { } locked && locked.Equals("true", StringComparison.OrdinalIgnoreCase))
            throw Refusals.HeaderNotOffered(LockHeader, "LocalAws does not offer it");
        var document = await BodyReader.ReadXmlAsync(request, cancellationToken);
        var constraint = document?.Element(XmlAnswer.Namespace + "LocationConstraint")?.Value;
        if (constraint is not null)
            BucketName.CheckRegion(constraint);
        if (document?.Element(XmlAnswer.Namespace + "Tags")?.HasElements is true)
            throw Refusals.NotOffered("CreateBucket with Tags");

        var region = constraint ?? HomeRegion;
        lock (store.Gate)
        {
            var existing = store.TryFind(request.Bucket);
            if (existing is null)
                store.Commit(new StorageChange.BucketCreated(request.Bucket, region, time.GetUtcNow()));
            else if (region != HomeRegion || existing.Constraint != HomeRegion)
                throw AlreadyOwned(request.Bucket);
        }

        // In us-east-1, and only there, creating one's own bucket again is no error.
        request.Http.Response.Headers.Location =
            constraint is null ? "/" + request.Bucket : $"http://{request.Bucket}.s3.amazonaws.com/";
        request.Http.Response.Headers["x-amz-bucket-arn"] = "arn:aws:s3:::" + request.Bucket;
    }

    public Task HeadAsync(S3Request request, CancellationToken cancellationToken)
    {
        Bucket bucket;
        lock (store.Gate)
            bucket = store.Find(request.Bucket);
        request.Http.Response.ContentType = "application/xml";
        request.Http.Response.Headers["x-amz-bucket-region"] = bucket.Region;
        request.Http.Response.Headers["x-amz-bucket-arn"] = bucket.Arn;
        request.Http.Response.Headers["x-amz-access-point-alias"] = "false";
        return Task.CompletedTask;
    }

    /// <summary>Everything belongs to its owner alone; the SDK asks this to learn whether a bucket exists.</summary>
    public Task GetAclAsync(S3Request request, CancellationToken cancellationToken)
    {
        lock (store.Gate)
            store.Find(request.Bucket);
        var grantee = XmlAnswer.Owner("Grantee");
        grantee.SetAttributeValue(XmlAnswer.SchemaInstance + "type", "CanonicalUser");
        return XmlAnswer.WriteAsync(request, XmlAnswer.Of(
            "AccessControlPolicy",
            XmlAnswer.Owner(),
            XmlAnswer.Of("AccessControlList", XmlAnswer.Of(
                "Grant", grantee, XmlAnswer.Of("Permission", "FULL_CONTROL")))), cancellationToken);
    }

    public Task LocateAsync(S3Request request, CancellationToken cancellationToken)
    {
        string region;
        lock (store.Gate)
            region = store.Find(request.Bucket).Constraint;
        return XmlAnswer.WriteAsync(
            request, XmlAnswer.Of("LocationConstraint", region == HomeRegion ? null : region), cancellationToken);
    }

    public Task DeleteAsync(S3Request request, CancellationToken cancellationToken)
    {
        lock (store.Gate)
        {
            if (store.Find(request.Bucket).Objects.Count > 0)
            {
                throw new S3Exception(
                    "BucketNotEmpty", "The bucket you tried to delete is not empty", HttpStatusCode.Conflict,
                    ("BucketName", request.Bucket));
            }

            store.Commit(new StorageChange.BucketDeleted(request.Bucket));
        }

        request.Http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static S3Exception AlreadyOwned(string bucket) => new(
        "BucketAlreadyOwnedByYou",
        "Your previous request to create the named bucket succeeded and you already own it.",
        HttpStatusCode.Conflict, ("BucketName", bucket));
}
