using WebhookSystem.LocalAws.S3.Checksums;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Objects;

/// <summary>Stores an object that comes in one request.</summary>
internal sealed class PutObject(ObjectStore store, TimeProvider time)
{
    public async Task InvokeAsync(S3Request request, CancellationToken cancellationToken)
    {
        var headers = HeaderReader.Read(request);
        var conditions = WriteConditions.Of(request);
        lock (store.Gate)
            store.Find(request.Bucket);

        var body = await BodyReader.ReadAsync(request, cancellationToken);
        var stored = new StoredObject(
            request.Key, body.Content, body.ETag, time.GetUtcNow(),
            body.Checksum ?? ChecksumAlgorithm.CRC64NVME.Of(body.Content), headers);
        (LifecycleRule, DateTimeOffset)? expiry;
        lock (store.Gate)
        {
            var bucket = store.Find(request.Bucket);
            conditions.Check(bucket, request.Key);
            store.Commit(new StorageChange.ObjectPut(bucket.Name, stored));
            expiry = bucket.Lifecycle?.FirstExpiry(stored);
        }

        request.Http.Response.Headers.ETag = stored.QuotedETag;
        HeaderWriter.WriteChecksum(request, stored.Checksum);
        HeaderWriter.WriteEncryption(request);
        HeaderWriter.WriteExpiry(request, expiry);
    }
}
