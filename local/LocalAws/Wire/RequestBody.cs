using System.IO.Compression;
using System.Net;
using Microsoft.AspNetCore.Http.Features;

namespace WebhookSystem.LocalAws.Wire;

/// <summary>A request's body as it was before it was packed, within the limit that AWS sets it.</summary>
internal static class RequestBody
{
    /// <summary>What DynamoDB takes at most, packed or unpacked.</summary>
    public const int BytesMax = 16 * 1024 * 1024;

    private const int ChunkBytes = 64 * 1024;

    /// <summary>The body; one that unpacks to too much is refused before it fills the memory.</summary>
    public static async Task<Stream> OpenAsync(HttpContext context)
    {
        context.Features.GetRequiredFeature<IHttpMaxRequestBodySizeFeature>().MaxRequestBodySize = BytesMax;
        var body = context.Request.Body;
        var encoding = context.Request.Headers.ContentEncoding.ToString();
        if (encoding.Length == 0 || Is(encoding, "identity"))
            return body;
        try
        {
            await using Stream unpacking = Is(encoding, "gzip") ? new GZipStream(body, CompressionMode.Decompress, true)
                : Is(encoding, "deflate") ? new ZLibStream(body, CompressionMode.Decompress, true)
                : throw Unreadable(encoding);
            var unpacked = await UnpackAsync(unpacking, context.RequestAborted);
            return unpacked.Length > 0 ? unpacked : throw Unreadable(encoding);
        }
        catch (InvalidDataException)
        {
            throw Unreadable(encoding);
        }
    }

    public static AwsException TooLarge(string message, HttpStatusCode status) =>
        new("RequestEntityTooLargeException", message, status);

    private static bool Is(string encoding, string known) =>
        encoding.Equals(known, StringComparison.OrdinalIgnoreCase);

    private static async Task<MemoryStream> UnpackAsync(Stream unpacking, CancellationToken cancellationToken)
    {
        var unpacked = new MemoryStream();
        var chunk = new byte[ChunkBytes];
        while (await unpacking.ReadAsync(chunk, cancellationToken) is > 0 and var read)
        {
            if (unpacked.Length + read > BytesMax)
            {
                throw TooLarge(
                    $"The unpacked body is longer than {BytesMax} bytes.", HttpStatusCode.RequestEntityTooLarge);
            }

            unpacked.Write(chunk.AsSpan(0, read));
        }

        unpacked.Position = 0;
        return unpacked;
    }

    // AWS takes a body that it cannot unpack for a fault of its own.
    private static AwsException Unreadable(string encoding) => new(
        "InternalServerError", $"The request's body cannot be unpacked: its Content-Encoding is '{encoding}'.",
        HttpStatusCode.InternalServerError);
}
