using System.Text;
using WebhookSystem.LocalAws.S3.Checksums;
using WebhookSystem.LocalAws.S3.Storage;
using WebhookSystem.LocalAws.S3.Wire;

namespace WebhookSystem.LocalAws.S3.Objects;

/// <summary>Tells what is known of an object.</summary>
internal static class HeaderWriter
{
    // With these in the query, the caller of a presigned address says how the answer is to look.
    private static readonly string[] Overridable =
        ["Cache-Control", "Content-Disposition", "Content-Encoding", "Content-Language", "Content-Type", "Expires"];

    public static void WriteObject(S3Request request, StoredObject stored)
    {
        var headers = request.Http.Response.Headers;
        foreach (var (name, value) in stored.Headers.Standard)
            headers[name] = Bare(value);
        foreach (var name in Overridable)
        {
            if (request.Query("response-" + name.ToLowerInvariant()) is { } value)
                headers[name] = Latin(name, value);
        }

        foreach (var (name, value) in stored.Headers.Metadata)
            headers[HeaderReader.MetadataPrefix + name] = EncodedWords.Encode(value);
        headers.ETag = stored.QuotedETag;
        headers.LastModified = stored.Modified.ToString("R");
        headers.AcceptRanges = "bytes";
        if (stored.Headers.StorageClass != HeaderReader.StandardClass)
            headers["x-amz-storage-class"] = stored.Headers.StorageClass;
        if (request.Query("partNumber") is not null && !stored.PartSizes.IsEmpty)
            headers["x-amz-mp-parts-count"] = stored.PartSizes.Length.ToString();
        WriteEncryption(request);
    }

    public static void WriteChecksum(S3Request request, Checksum? checksum)
    {
        if (checksum is null)
            return;
        request.Http.Response.Headers[checksum.Algorithm.Header] = checksum.Value;
        request.Http.Response.Headers["x-amz-checksum-type"] = checksum.Type.Name;
    }

    public static void WriteExpiry(S3Request request, (LifecycleRule Rule, DateTimeOffset At)? expiry)
    {
        if (expiry is var (rule, at))
        {
            request.Http.Response.Headers["x-amz-expiration"] =
                $"expiry-date=\"{at:R}\", rule-id=\"{Uri.EscapeDataString(rule.Id)}\"";
        }
    }

    /// <summary>S3 says of everything that it lies encrypted.</summary>
    public static void WriteEncryption(S3Request request) =>
        request.Http.Response.Headers["x-amz-server-side-encryption"] = "AES256";

    // The bytes that came go back as they are, whatever they spell: the server writes a header in Latin-1.
    private static string Bare(string value) => value.Any(char.IsControl)
        ? EncodedWords.Encode(value)
        : Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(value));

    private static string Latin(string name, string value) => value.All(static one => one <= '\u00ff')
        ? value.Any(char.IsControl) ? EncodedWords.Encode(value) : value
        : throw Refusals.InvalidArgument(
            "response-" + name.ToLowerInvariant(), value, "Header value cannot be represented using ISO-8859-1.");
}
