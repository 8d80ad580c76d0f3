using System.Globalization;
using System.IO.Pipelines;
using System.Net;
using System.Security.Cryptography;
using System.Xml;
using System.Xml.Linq;
using WebhookSystem.LocalAws.S3.Checksums;
using WebhookSystem.LocalAws.S3.Storage;

namespace WebhookSystem.LocalAws.S3.Wire;

/// <summary>A body as it was meant, its digests verified.</summary>
/// <param name="Content">The bytes, transfer codings taken off.</param>
/// <param name="Md5">Their MD5, which S3 uses as entity tag.</param>
/// <param name="Checksum">The checksum that the caller gave, or null.</param>
internal sealed record Body(Content Content, byte[] Md5, Checksum? Checksum)
{
    public string ETag => Convert.ToHexStringLower(Md5);
}

/// <summary>Reads bodies whole and refuses those that did not arrive as they were sent.</summary>
internal static class BodyReader
{
    private const long BodyBytesMax = 5L * 1024 * 1024 * 1024;
    private const long XmlBytesMax = 2 * 1024 * 1024;

    // A key may hold characters that XML has no place for; clients send them all the same.
    private static readonly XmlReaderSettings Reading = new()
    {
        CheckCharacters = false,
        DtdProcessing = DtdProcessing.Prohibit,
    };

    public static Task<Body> ReadAsync(S3Request request, CancellationToken cancellationToken) =>
        ReadAsync(request, BodyBytesMax, true, cancellationToken);

    /// <param name="isChecksumOfBody">Whether a checksum in the request is the document's own.</param>
    public static async Task<XElement?> ReadXmlAsync(
        S3Request request, CancellationToken cancellationToken, bool isChecksumOfBody = true)
    {
        var body = await ReadAsync(request, XmlBytesMax, isChecksumOfBody, cancellationToken);
        if (body.Content.Length == 0)
            return null;
        try
        {
            using var stream = new MemoryStream([.. body.Content.Blocks.SelectMany(static block => block.ToArray())]);
            using var reader = XmlReader.Create(stream, Reading);
            return XDocument.Load(reader).Root;
        }
        catch (XmlException)
        {
            throw Refusals.MalformedXml();
        }
    }

    private static async Task<Body> ReadAsync(
        S3Request request, long bytesMax, bool isChecksumOfBody, CancellationToken cancellationToken)
    {
        var sha256 = request.Header("x-amz-content-sha256") ?? "";
        var isChunked = sha256.StartsWith("STREAMING-", StringComparison.Ordinal)
            || (request.Header("x-amz-decoded-content-length") is not null && (request.Header("Content-Encoding") ?? "")
                .Contains("aws-chunked", StringComparison.OrdinalIgnoreCase));
        var content = new ContentBuilder(AnnouncedLength(request, isChunked, bytesMax));

        // The first read sends "100 Continue", so what can be refused without the body was refused before this.
        var trailers = isChunked
            ? await AwsChunked.ReadAsync(request.Http.Request.BodyReader, content, cancellationToken)
            : await ReadPlainAsync(request.Http.Request.BodyReader, content, cancellationToken);
        if (content.Missing != 0)
        {
            throw new S3Exception(
                "IncompleteBody", "You did not provide the number of bytes specified by the Content-Length HTTP header",
                HttpStatusCode.BadRequest);
        }

        var body = new Body(
            content.Build(), [], isChecksumOfBody ? GivenChecksum.Find(request, trailers) : null);
        body = body with { Md5 = ChecksumAlgorithms.Hash(HashAlgorithmName.MD5, body.Content) };
        Digests.Verify(request, body, sha256);
        return body;
    }

    private static long AnnouncedLength(S3Request request, bool isChunked, long bytesMax)
    {
        var headers = request.Http.Request.Headers;
        long? length = long.TryParse(
            isChunked ? request.Header("x-amz-decoded-content-length") : request.Header("Content-Length"),
            NumberStyles.None, CultureInfo.InvariantCulture, out var announced) ? announced : null;
        return length switch
        {
            null when !isChunked && !headers.ContainsKey("Transfer-Encoding") => 0,
            null when !isChunked => throw Refusals.HeaderNotOffered(
                "Transfer-Encoding", "The length of a body is to be said before it"),
            null => throw new S3Exception(
                "MissingContentLength", "You must provide the Content-Length HTTP header.",
                HttpStatusCode.LengthRequired),
            _ when length > bytesMax => throw new S3Exception(
                "EntityTooLarge", "Your proposed upload exceeds the maximum allowed object size",
                HttpStatusCode.BadRequest),
            _ => length.Value,
        };
    }

    private static async Task<Dictionary<string, string>> ReadPlainAsync(
        PipeReader body, ContentBuilder content, CancellationToken cancellationToken)
    {
        while (true)
        {
            var read = await body.ReadAsync(cancellationToken);
            content.Append(read.Buffer);
            body.AdvanceTo(read.Buffer.End);
            if (read.IsCompleted)
                return [];
        }
    }
}
