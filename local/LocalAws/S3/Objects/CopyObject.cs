using WebhookSystem.LocalAws.S3.Checksums;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Objects;

/// <summary>Copies an object without its bytes going through the caller.</summary>
internal sealed class CopyObject(ObjectStore store, TimeProvider time)
{
    public Task InvokeAsync(S3Request request, CancellationToken cancellationToken)
    {
        var source = CopySource.Read(request);
        var given = HeaderReader.Read(request);
        var conditions = WriteConditions.Of(request);
        var replaces = request.Header("x-amz-metadata-directive") == "REPLACE";
        var isChange = replaces || request.Header("x-amz-storage-class") is not null;
        if (source == new CopySource(request.Bucket, request.Key) && !isChange)
        {
            throw Refusals.Invalid(
                "This copy request is illegal because it is trying to copy an object to itself without changing the "
                + "object's metadata, storage class, website redirect location or encryption attributes.");
        }

        StoredObject copy;
        lock (store.Gate)
        {
            var bucket = store.Find(request.Bucket);
            var original = source.Find(store, request, time.GetUtcNow());
            conditions.Check(bucket, request.Key);
            copy = CopyOf(original, request) with
            {
                Headers = replaces ? given : original.Headers with { StorageClass = given.StorageClass },
            };
            store.Commit(new StorageChange.ObjectPut(bucket.Name, copy));
        }

        HeaderWriter.WriteEncryption(request);
        return XmlAnswer.WriteAsync(request, XmlAnswer.Of(
            "CopyObjectResult",
            XmlAnswer.Of("LastModified", XmlAnswer.Time(copy.Modified)),
            XmlAnswer.Of("ETag", copy.QuotedETag),
            XmlAnswer.Of("ChecksumType", copy.Checksum.Type.Name),
            XmlAnswer.OfChecksum(copy.Checksum)), cancellationToken);
    }

    // A copy is one object, however many parts its source came in.
    private StoredObject CopyOf(StoredObject original, S3Request request)
    {
        var copy = original with { Key = request.Key, Modified = time.GetUtcNow(), UploadId = null };
        var algorithm = ChecksumAlgorithms.Find(request.Header("x-amz-checksum-algorithm"));
        if (algorithm is null && original.PartSizes.IsEmpty)
            return copy;
        return copy with
        {
            ETag = ChecksumAlgorithms.ETagOf(original.Content),
            Checksum = (algorithm ?? original.Checksum.Algorithm).Of(original.Content),
            PartSizes = [],
            PartChecksums = [],
        };
    }
}
