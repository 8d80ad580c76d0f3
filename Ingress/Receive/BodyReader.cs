using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace WebhookSystem.Ingress.Receive;

/// <summary>
/// Reads a body up to its source's limit. Memory grows with what has arrived, not with what was announced: a sender who
/// announces much and sends little holds little.
/// </summary>
internal static class BodyReader
{
    private const int FirstBytes = 16 * 1024;
    private const int AnnouncedBytesMax = 64 * 1024;

    /// <summary>Fills <paramref name="body"/>; null, or why the request is refused.</summary>
    public static async ValueTask<Refusal?> ReadAsync(
        HttpRequest request, int bytesMax, RawBody body, CancellationToken cancellationToken)
    {
        if (request.Headers.TryGetValue(HeaderNames.ContentEncoding, out var encoding) && !IsIdentity(encoding))
            return Refusal.BodyEncoded;
        if (request.ContentLength > bytesMax)
        {
            LetTheRestPass(request);
            return Refusal.BodyTooLarge;
        }

        try
        {
            return await FillAsync(request, bytesMax, body, cancellationToken);
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
        catch (Exception gone) when (gone is IOException or OperationCanceledException)
        {
            return Refusal.BodyIncomplete;
        }
    }

    /// <summary>
    /// Who is still sending does not hear the answer. After it, Kestrel throws away what comes for some seconds more,
    /// but
    /// only within the limit; unread, the connection would break under the sender.
    /// </summary>
    private static void LetTheRestPass(HttpRequest request)
    {
        if (request.HttpContext.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } limit)
            limit.MaxRequestBodySize = null;
    }

    private static async ValueTask<Refusal?> FillAsync(
        HttpRequest request, int bytesMax, RawBody body, CancellationToken cancellationToken)
    {
        // One byte more than announced: the read that finds the end then needs no more room.
        var room = (int)Math.Min(request.ContentLength + 1 ?? FirstBytes, AnnouncedBytesMax);
        while (true)
        {
            if (body.Free.IsEmpty && !body.TryGrow(Math.Max(room, 2 * body.Bytes.Length)))
                return Refusal.Busy;
            var read = await request.Body.ReadAsync(body.Free, cancellationToken);
            if (read == 0)
                return null;
            body.Advance(read);
            if (body.Bytes.Length > bytesMax)
                return Refusal.BodyTooLarge;
        }
    }

    private static bool IsIdentity(string? encoding) =>
        string.IsNullOrEmpty(encoding) || encoding.Equals("identity", StringComparison.OrdinalIgnoreCase);
}
