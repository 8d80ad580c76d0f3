using WebhookSystem.LocalAws.S3.Checksums;
using WebhookSystem.LocalAws.S3.Objects;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Multipart;

/// <summary>Begins and gives up uploads in parts.</summary>
internal sealed class StartUpload(ObjectStore store, TimeProvider time)
{
    public Task InvokeAsync(S3Request request, CancellationToken cancellationToken)
    {
        var algorithm = ChecksumAlgorithms.Find(request.Header("x-amz-checksum-algorithm"));
        var now = time.GetUtcNow();

        // Of one key the uploads are listed in the order of their ids, and so of their beginnings.
        var id = now.Ticks.ToString("x16") + Guid.NewGuid().ToString("N");
        var upload = new Upload(
            id, request.Key, HeaderReader.Read(request), algorithm, TypeOf(request, algorithm), now);
        lock (store.Gate)
        {
            store.Find(request.Bucket);
            store.Commit(new StorageChange.UploadStarted(request.Bucket, upload));
        }

        if (upload is { Algorithm: { } asked, ChecksumType: { } type })
        {
            request.Http.Response.Headers["x-amz-checksum-algorithm"] = asked.Name;
            request.Http.Response.Headers["x-amz-checksum-type"] = type.Name;
        }

        HeaderWriter.WriteEncryption(request);
        return XmlAnswer.WriteAsync(request, XmlAnswer.Of(
            "InitiateMultipartUploadResult",
            XmlAnswer.Of("Bucket", request.Bucket),
            XmlAnswer.Of("Key", request.Key),
            XmlAnswer.Of("UploadId", upload.Id)), cancellationToken);
    }

    public Task AbortAsync(S3Request request, CancellationToken cancellationToken)
    {
        lock (store.Gate)
        {
            var upload = store.FindUpload(request.Bucket, request.Key, request.Query("uploadId") ?? "");
            store.Commit(new StorageChange.UploadEnded(request.Bucket, upload.Id));
        }

        request.Http.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    private static ChecksumType? TypeOf(S3Request request, ChecksumAlgorithm? algorithm)
    {
        var asked = request.Header("x-amz-checksum-type");
        if (algorithm is not { } known)
        {
            return asked is null
                ? null
                : throw Refusals.Invalid(
                    "The x-amz-checksum-type header can only be used with the x-amz-checksum-algorithm header.");
        }

        var type = asked switch
        {
            null => known == ChecksumAlgorithm.CRC64NVME ? ChecksumType.FullObject : ChecksumType.Composite,
            "FULL_OBJECT" => ChecksumType.FullObject,
            "COMPOSITE" => ChecksumType.Composite,
            _ => throw Refusals.Invalid("Value for x-amz-checksum-type header is invalid."),
        };
        var isPossible = known switch
        {
            ChecksumAlgorithm.CRC32 or ChecksumAlgorithm.CRC32C => true,
            ChecksumAlgorithm.CRC64NVME => type == ChecksumType.FullObject,
            ChecksumAlgorithm.SHA1 or ChecksumAlgorithm.SHA256 => type == ChecksumType.Composite,
        };
        return isPossible
            ? type
            : throw Refusals.Invalid(
                $"The {type.Name} checksum type cannot be used with the {known.LowerName} checksum algorithm.");
    }
}
