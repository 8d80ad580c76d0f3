using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Ingress.Receive.Answers;

namespace WebhookSystem.Ingress.Receive.Bodies;

/// <summary>
/// Reads a body up to its source's limit. Memory grows with what has arrived, not with what was announced: a sender who
/// announces much and sends little holds little.
/// </summary>
internal static class BodyReader
{
    private const string LengthPutAside = "X-Content-Length";
    private const int FirstBytes = 16 * 1024;
    private const int AnnouncedBytesMax = 64 * 1024;

    /// <summary>Fills <paramref name="body"/>; null, or why the request is refused.</summary>
    public static async ValueTask<Refusal?> ReadAsync(
        HttpRequest request, SourceConfiguration source, RawBody body, CancellationToken cancellationToken)
    {
        if (IsFramedDoubtfully(request.Headers))
            return Refusal.BodyIncomplete;
        var bytesMax = source.BodyBytesMax;
        var isPacked = request.Headers.TryGetValue(HeaderNames.ContentEncoding, out var encoding)
            && !IsIdentity(encoding);
        if (isPacked && !(source.ContentEncoding == ContentCoding.Gzip && IsGzip(encoding)))
            return Refusal.BodyEncoded;
        if (request.ContentLength > bytesMax)
        {
            LetTheRestPass(request);
            return Refusal.BodyTooLarge;
        }

        try
        {
            if (!isPacked)
                return await FillAsync(request.Body, new(RoomFor(request), bytesMax), body, cancellationToken);
            var packed = new PackedBody(request.Body);
            await using var unpacked = packed.Unpack();
            return await FillAsync(unpacked, new(FirstBytes, bytesMax, packed), body, cancellationToken);
        }
        catch (BadHttpRequestException refused)
        {
            return refused.StatusCode switch
            {
                StatusCodes.Status413PayloadTooLarge => Refusal.BodyTooLarge,
                StatusCodes.Status408RequestTimeout => Refusal.BodyTooSlow,
                _ => Refusal.BodyIncomplete,
            };
        }
        catch (Exception gone) when (gone is IOException or OperationCanceledException or InvalidDataException)
        {
            return Refusal.BodyIncomplete;
        }
    }

    /// <summary>
    /// Who is still sending does not hear the answer. After it, Kestrel throws away what comes for some seconds more,
    /// but only within the limit; unread, the connection would break under the sender.
    /// </summary>
    private static void LetTheRestPass(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
    }

    // One byte more than announced: the read that finds the end then needs no more room.
    private static int RoomFor(HttpRequest request) =>
        (int)Math.Min(request.ContentLength + 1 ?? FirstBytes, AnnouncedBytesMax);

    private static async ValueTask<Refusal?> FillAsync(
        Stream bytes, Bounds bounds, RawBody body, CancellationToken cancellationToken)
    {
        while (true)
        {
            if (body.Free.IsEmpty && !body.TryGrow(Math.Max(bounds.FirstRoom, 2 * body.Bytes.Length)))
                return Refusal.Busy;
            var read = await bytes.ReadAsync(body.Free, cancellationToken);
            if (read == 0)
                return null;
            body.Advance(read);
            if (!bounds.Hold(body.Bytes.Length))
                return Refusal.BodyTooLarge;
        }
    }

    // Kestrel believes the chunks, puts aside a length that came with them, and takes chunks in chunks for chunks: a
    // proxy before it may read it otherwise, and see another request after this one.
    private static bool IsFramedDoubtfully(IHeaderDictionary headers) =>
        headers.TransferEncoding is { Count: > 0 } coding && (headers.ContainsKey(LengthPutAside)
            || !string.Equals(coding, "chunked", StringComparison.OrdinalIgnoreCase));

    // One coding and no more: a stack of them multiplies what each may unpack to.
    private static bool IsGzip(string? encoding) =>
        string.Equals(encoding, "gzip", StringComparison.OrdinalIgnoreCase);

    private static bool IsIdentity(string? encoding) =>
        string.IsNullOrEmpty(encoding) || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase);

    /// <param name="Packed">What it is unpacked from, if it is.</param>
    private readonly record struct Bounds(int FirstRoom, int BytesMax, PackedBody? Packed = null)
    {
        public bool Hold(int bytes) => bytes <= BytesMax
            && (Packed is null || bytes <= Packed.PackedBytes * Topology.Limits.UnpackedRatioMax);
    }
}
