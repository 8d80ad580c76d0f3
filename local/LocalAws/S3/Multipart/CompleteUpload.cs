using System.Security.Cryptography;
using WebhookSystem.LocalAws.S3.Checksums;
using WebhookSystem.LocalAws.S3.Objects;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Multipart;

/// <summary>Makes an object of an upload's parts.</summary>
internal sealed class CompleteUpload(ObjectStore store, TimeProvider time)
{
    public async Task InvokeAsync(S3Request request, CancellationToken cancellationToken)
    {
        var conditions = WriteConditions.Of(request);

        // Here the checksum in a header is that of the object to be.
        var document = await BodyReader.ReadXmlAsync(request, cancellationToken, isChecksumOfBody: false);
        Upload upload;
        lock (store.Gate)
            upload = store.FindUpload(request.Bucket, request.Key, request.Query("uploadId") ?? "");
        if (request.Header("x-amz-checksum-type") is { } type && type != upload.ChecksumType?.Name)
        {
            throw Refusals.Invalid($"The upload was created using the {upload.ChecksumType?.Name ?? "null"} checksum "
                + "mode. The complete request must use the same checksum mode.");
        }

        var stored = Join(request, upload, PartList.Read(document, upload));
        lock (store.Gate)
        {
            store.FindUpload(request.Bucket, request.Key, upload.Id);
            conditions.Check(store.Find(request.Bucket), upload);
            store.Commit(
                new StorageChange.ObjectPut(request.Bucket, stored),
                new StorageChange.UploadEnded(request.Bucket, upload.Id));
        }

        HeaderWriter.WriteEncryption(request);
        await XmlAnswer.WriteAsync(request, XmlAnswer.Of(
            "CompleteMultipartUploadResult",
            XmlAnswer.Of("Location", LocationOf(request)),
            XmlAnswer.Of("Bucket", request.Bucket),
            XmlAnswer.Of("Key", request.Key),
            XmlAnswer.Of("ETag", stored.QuotedETag),
            XmlAnswer.OfChecksum(stored.Checksum),
            XmlAnswer.Of("ChecksumType", stored.Checksum.Type.Name)), cancellationToken);
    }

    private StoredObject Join(S3Request request, Upload upload, UploadPart[] parts)
    {
        var content = Content.Join(parts.Select(static part => part.Content));
        if (request.Header("x-amz-mp-object-size") is { } size && size != content.Length.ToString())
        {
            throw Refusals.Invalid($"The provided 'x-amz-mp-object-size' header value {size} does not match what was "
                + $"computed: {content.Length}");
        }

        var checksum = ChecksumOf(upload, parts, content);
        if (request.Header(checksum.Algorithm.Header) is { } given && !IsSame(given, checksum))
        {
            throw Refusals.BadDigest(
                $"The {checksum.Algorithm.LowerName} you specified did not match the calculated checksum.");
        }

        return new(upload.Key, content, ETagOf(parts), time.GetUtcNow(), checksum, upload.Headers)
        {
            PartSizes = [.. parts.Select(static part => part.Content.Length)],
        };
    }

    private static string LocationOf(S3Request request) =>
        $"http://{request.Http.Request.Host}/{request.Bucket}/{Uri.EscapeDataString(request.Key)}";

    // A composite one may come without the number of parts.
    private static bool IsSame(string given, Checksum checksum) => given.Split('-')[0] == checksum.Value.Split('-')[0];

    private static Checksum ChecksumOf(Upload upload, UploadPart[] parts, Content content)
    {
        if (upload is not { Algorithm: { } algorithm, ChecksumType: ChecksumType.Composite })
            return (upload.Algorithm ?? ChecksumAlgorithm.CRC64NVME).Of(content);
        var checksums = new Content(
            [.. parts.Select(static part => Convert.FromBase64String(part.Checksum!.Value).AsMemory())]);
        return new(algorithm, $"{algorithm.Of(checksums).Value}-{parts.Length}", ChecksumType.Composite);
    }

    private static string ETagOf(UploadPart[] parts)
    {
        var tags = new Content([.. parts.Select(static part => Convert.FromHexString(part.ETag).AsMemory())]);
        return $"{ChecksumAlgorithms.ETagOf(tags)}-{parts.Length}";
    }
}
