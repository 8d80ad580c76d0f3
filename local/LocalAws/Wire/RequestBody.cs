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

    /// <summary>
    /// Packed behind the body as a member of its own: what is read of a body that was cut off does not end with it,
    /// of which the framework says nothing.
    /// </summary>
    private static readonly byte[] End = [0, 0xe0, 0xd0, 0];

    private static readonly byte[] PackedEnd = Packed(End);

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
            var unpacked = Is(encoding, "gzip") ? await GzipAsync(body, context.RequestAborted)
                : Is(encoding, "deflate") ? await DeflateAsync(body, context.RequestAborted)
                : null;
            return unpacked is { Length: > 0 } ? unpacked : throw Unreadable(encoding);
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

    /// <returns>The body; null where it was cut off.</returns>
    private static async Task<MemoryStream?> GzipAsync(Stream body, CancellationToken cancellationToken)
    {
        var packed = new MemoryStream();
        await body.CopyToAsync(packed, cancellationToken);
        packed.Write(PackedEnd);
        packed.Position = 0;
        await using var unpacking = new GZipStream(packed, CompressionMode.Decompress);
        var unpacked = await UnpackAsync(unpacking, cancellationToken);
        if (!unpacked.GetBuffer().AsSpan(0, (int)unpacked.Length).EndsWith(End))
            return null;
        unpacked.SetLength(unpacked.Length - End.Length);
        return unpacked;
    }

    private static async Task<MemoryStream> DeflateAsync(Stream body, CancellationToken cancellationToken)
    {
        await using var unpacking = new ZLibStream(body, CompressionMode.Decompress, leaveOpen: true);
        return await UnpackAsync(unpacking, cancellationToken);
    }

    private static byte[] Packed(ReadOnlySpan<byte> bytes)
    {
        var packed = new MemoryStream();
        using (var packing = new GZipStream(packed, CompressionLevel.Fastest))
            packing.Write(bytes);
        return packed.ToArray();
    }

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
