using System.Globalization;
using WebhookSystem.LocalAws.S3.Checksums;
using WebhookSystem.LocalAws.S3.Objects;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Multipart;

/// <summary>Stores one part of an upload, from the request or from another object.</summary>
internal sealed class PutPart(ObjectStore store, TimeProvider time)
{
    private const int PartsMax = 10_000;

    public async Task InvokeAsync(S3Request request, CancellationToken cancellationToken)
    {
        var number = NumberOf(request);
        var upload = FindUpload(request);
        HeaderReader.RequireNoCustomerKey(
            request, "The multipart upload initiate requested encryption. Subsequent part requests must include the "
            + "appropriate encryption parameters.");
        if (request.Header(CopySource.Header) is not null)
        {
            await CopyAsync(request, upload, number, cancellationToken);
            return;
        }

        var body = await BodyReader.ReadAsync(request, cancellationToken);
        if (upload.Algorithm is { } expected && body.Checksum is { } given && given.Algorithm != expected)
        {
            throw Refusals.Invalid("Checksum Type mismatch occurred, expected checksum Type: "
                + $"{expected.LowerName}, actual checksum Type: {given.Algorithm.LowerName}");
        }

        var checksum = body.Checksum ?? upload.Algorithm?.Of(body.Content);
        var part = new UploadPart(number, body.Content, body.ETag, checksum, time.GetUtcNow());
        Store(request, upload, part);
        request.Http.Response.Headers.ETag = $"\"{part.ETag}\"";
        if (checksum is not null)
            request.Http.Response.Headers[checksum.Algorithm.Header] = checksum.Value;
        HeaderWriter.WriteEncryption(request);
    }

    private Task CopyAsync(S3Request request, Upload upload, int number, CancellationToken cancellationToken)
    {
        StoredObject source;
        lock (store.Gate)
            source = CopySource.Read(request).Find(store, request, time.GetUtcNow());
        var content = CopyRange.Find(request, source.Content.Length) is var (from, count)
            ? source.Content.Slice(from, count)
            : source.Content;
        var part = new UploadPart(
            number, content, ChecksumAlgorithms.ETagOf(content), upload.Algorithm?.Of(content), time.GetUtcNow());
        Store(request, upload, part);
        HeaderWriter.WriteEncryption(request);
        return XmlAnswer.WriteAsync(request, XmlAnswer.Of(
            "CopyPartResult",
            XmlAnswer.Of("LastModified", XmlAnswer.Time(part.Modified)),
            XmlAnswer.Of("ETag", $"\"{part.ETag}\""),
            XmlAnswer.OfChecksum(part.Checksum)), cancellationToken);
    }

    private Upload FindUpload(S3Request request)
    {
        lock (store.Gate)
            return store.FindUpload(request.Bucket, request.Key, request.Query("uploadId") ?? "");
    }

    private void Store(S3Request request, Upload upload, UploadPart part)
    {
        lock (store.Gate)
        {
            store.FindUpload(request.Bucket, request.Key, upload.Id);
            store.Commit(new StorageChange.PartPut(request.Bucket, upload.Id, part));
        }
    }

    private static int NumberOf(S3Request request)
    {
        var text = request.Query("partNumber");
        return int.TryParse(text, CultureInfo.InvariantCulture, out var number) && number is >= 1 and <= PartsMax
            ? number
            : throw Refusals.InvalidArgument(
                "partNumber", text, "Part number must be an integer between 1 and 10000, inclusive");
    }
}
