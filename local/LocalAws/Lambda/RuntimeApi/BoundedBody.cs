namespace WebhookSystem.LocalAws.Lambda.RuntimeApi;

/// <summary>
/// A request's body, whole, or that it is larger than it may be. What is too much is read, but not kept.
/// </summary>
internal abstract record BoundedBody
{
    private BoundedBody()
    {
    }

    public static async Task<BoundedBody> ReadAsync(HttpRequest request, int bytesMax)
    {
        using var kept = new MemoryStream();
        var buffer = new byte[16 * 1024];
        long total = 0;
        while (await request.Body.ReadAsync(buffer, request.HttpContext.RequestAborted) is var read and > 0)
        {
            total += read;
            if (total <= bytesMax)
                kept.Write(buffer, 0, read);
        }

        return total <= bytesMax ? new Whole(kept.ToArray()) : new TooLarge(total);
    }

    public sealed record Whole(ReadOnlyMemory<byte> Content) : BoundedBody;

    public sealed record TooLarge(long Bytes) : BoundedBody;
}
