using System.Xml.Linq;
using WebhookSystem.LocalAws.S3.Buckets;
using WebhookSystem.LocalAws.S3.Checksums;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Multipart;

/// <summary>Lists the uploads that are under way, and the parts of one.</summary>
internal sealed class ListUploads(ObjectStore store)
{
    private const int PageMax = 1_000;

    public Task InvokeAsync(S3Request request, CancellationToken cancellationToken)
    {
        if (request.Query("delimiter") is { Length: > 0 })
            throw Refusals.NotOffered("ListMultipartUploads with a delimiter");
        var prefix = request.Query("prefix") ?? "";
        var key = request.Query("key-marker") ?? "";

        // Without a key, an id is passed over.
        var after = (Key: key, Id: key.Length > 0 ? request.Query("upload-id-marker") ?? "" : "");
        var max = request.Number("max-uploads", PageMax, PageMax);
        var encode = KeyEncoding.Of(request);
        Upload[] found;
        lock (store.Gate)
        {
            var uploads = store.Find(request.Bucket).Uploads;
            if (uploads.GetValueOrDefault(after.Id) is { } marked && marked.Key != after.Key)
                throw Refusals.InvalidArgument("upload-id-marker", after.Id, "Invalid uploadId marker");
            found =
            [
                .. uploads.Values
                    .Where(upload => upload.Key.StartsWith(prefix, StringComparison.Ordinal) && IsAfter(upload, after))
                    .OrderBy(static upload => upload.Key, StringComparer.Ordinal)
                    .ThenBy(static upload => upload.Id, StringComparer.Ordinal)
                    .Take(max + 1),
            ];
        }

        var page = found.Take(max).ToArray();
        return XmlAnswer.WriteAsync(request, XmlAnswer.Of(
            "ListMultipartUploadsResult",
            [
                XmlAnswer.Of("Bucket", request.Bucket),
                XmlAnswer.Of("KeyMarker", encode(after.Key)),
                XmlAnswer.Of("UploadIdMarker", after.Id),
                XmlAnswer.Of("NextKeyMarker", encode(page.LastOrDefault()?.Key ?? "")),
                XmlAnswer.Of("NextUploadIdMarker", page.LastOrDefault()?.Id),
                XmlAnswer.Of("MaxUploads", max),
                XmlAnswer.Of("IsTruncated", page.Length < found.Length),
                .. page.Select(upload => Entry(upload, encode)),
            ]), cancellationToken);
    }

    public Task ListPartsAsync(S3Request request, CancellationToken cancellationToken)
    {
        var after = request.Number("part-number-marker", 0, int.MaxValue);
        var max = request.Number("max-parts", PageMax, PageMax);
        Upload upload;
        lock (store.Gate)
            upload = store.FindUpload(request.Bucket, request.Key, request.Query("uploadId") ?? "");

        UploadPart[] rest = [.. upload.Parts.Values.Where(part => part.Number > after)];
        var page = rest.Take(max).ToArray();
        return XmlAnswer.WriteAsync(request, XmlAnswer.Of(
            "ListPartsResult",
            [
                XmlAnswer.Of("Bucket", request.Bucket),
                XmlAnswer.Of("Key", request.Key),
                XmlAnswer.Of("UploadId", upload.Id),
                .. People(upload),
                XmlAnswer.Of("PartNumberMarker", after),
                XmlAnswer.Of("NextPartNumberMarker", page.LastOrDefault()?.Number ?? 0),
                XmlAnswer.Of("MaxParts", max),
                XmlAnswer.Of("IsTruncated", page.Length < rest.Length),
                .. page.Select(part => Entry(part, upload)),
            ]), cancellationToken);
    }

    private static bool IsAfter(Upload upload, (string Key, string Id) after) =>
        string.CompareOrdinal(upload.Key, after.Key) is > 0
        || (upload.Key == after.Key && after.Id.Length > 0 && string.CompareOrdinal(upload.Id, after.Id) > 0);

    private static XElement Entry(Upload upload, Func<string, string> encode) => XmlAnswer.Of(
        "Upload",
        [
            XmlAnswer.Of("UploadId", upload.Id),
            XmlAnswer.Of("Key", encode(upload.Key)),
            XmlAnswer.Of("Initiated", XmlAnswer.Time(upload.Initiated)),
            .. People(upload),
        ]);

    private static XElement Entry(UploadPart part, Upload upload) => XmlAnswer.Of(
        "Part",
        XmlAnswer.Of("PartNumber", part.Number),
        XmlAnswer.Of("LastModified", XmlAnswer.Time(part.Modified)),
        XmlAnswer.Of("ETag", $"\"{part.ETag}\""),
        XmlAnswer.Of("Size", part.Content.Length),
        upload.Algorithm is null ? null : XmlAnswer.OfChecksum(part.Checksum));

    private static IEnumerable<XElement?> People(Upload upload) =>
    [
        XmlAnswer.Initiator(),
        XmlAnswer.Owner(),
        XmlAnswer.Of("StorageClass", upload.Headers.StorageClass),
        upload.Algorithm is { } algorithm ? XmlAnswer.Of("ChecksumAlgorithm", algorithm.Name) : null,
        upload.ChecksumType is { } type ? XmlAnswer.Of("ChecksumType", type.Name) : null,
    ];
}
