using System.Xml.Linq;
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
        var stored = MadeBefore(request, document) ?? Make(request, document, conditions);
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

    // Whoever has lost the answer asks again: AWS gives the same one, whatever the conditions, as long as the object
    // is there.
    private StoredObject? MadeBefore(S3Request request, XElement? document)
    {
        lock (store.Gate)
        {
            return store.Find(request.Bucket).Objects.GetValueOrDefault(request.Key) is { UploadId: { } id } made
                && id == request.Query("uploadId") && IsMadeOf(made, PartList.TagsIn(document))
                ? made
                : null;
        }
    }

    private static bool IsMadeOf(StoredObject made, string[] tags) =>
        tags.All(static tag => tag.Length == 32 && tag.All(char.IsAsciiHexDigit)) && made.ETag == ETagOf(tags);

    private StoredObject Make(S3Request request, XElement? document, WriteConditions conditions)
    {
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

        return stored;
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
        if (IsTakenForAnother(request, upload)
            || (request.Header(checksum.Algorithm.Header) is { } given && !IsSame(given, checksum)))
        {
            throw Refusals.BadDigest(
                $"The {checksum.Algorithm.LowerName} you specified did not match the calculated checksum.");
        }

        var tag = ETagOf([.. parts.Select(static part => part.ETag)]);
        return new(upload.Key, content, tag, time.GetUtcNow(), checksum, upload.Headers)
        {
            UploadId = upload.Id,
            PartSizes = [.. parts.Select(static part => part.Content.Length)],
            PartChecksums = upload.ChecksumType == ChecksumType.Composite
                ? [.. parts.Select(static part => part.Checksum!.Value)]
                : [],
        };
    }

    private static string LocationOf(S3Request request) =>
        $"http://{request.Http.Request.Host}/{request.Bucket}/{Uri.EscapeDataString(request.Key)}";

    // Without its type S3 takes a checksum for one of the parts' checksums, where there are such; and one by another
    // algorithm does not fit either.
    private static bool IsTakenForAnother(S3Request request, Upload upload)
    {
        if (upload is not { Algorithm: { } algorithm, ChecksumType: ChecksumType.FullObject })
            return false;
        var given = ChecksumAlgorithms.All.Where(one => request.Header(one.Header) is not null).ToArray();
        return given.Any(one => one != algorithm)
            || (given.Length > 0 && algorithm != ChecksumAlgorithm.CRC64NVME
                && request.Header("x-amz-checksum-type") is null);
    }

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

    private static string ETagOf(string[] parts)
    {
        var tags = new Content([.. parts.Select(static tag => Convert.FromHexString(tag).AsMemory())]);
        return $"{ChecksumAlgorithms.ETagOf(tags)}-{parts.Length}";
    }
}
