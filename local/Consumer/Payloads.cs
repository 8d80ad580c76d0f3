using Amazon.S3;
using WebhookSystem.Contracts.Events;

namespace WebhookSystem.Consumer;

/// <summary>Bodies that lie in S3, fetched on request and checked against the digest that ends their key.</summary>
internal sealed class Payloads(IAmazonS3 s3, ConsumerSettings settings)
{
    private const string Scheme = "s3";

    /// <returns>Bytes of the body; null where there is none to fetch, or nobody asks for it.</returns>
    /// <exception cref="InvalidDataException">The object is not what was stored.</exception>
    public async Task<long?> FetchAsync(Uri? reference, CancellationToken cancellationToken)
    {
        if (!settings.Fetch || reference is not { Scheme: Scheme })
            return null;
        var key = reference.AbsolutePath.TrimStart('/');
        using var answer = await s3.GetObjectAsync(reference.Host, key, cancellationToken);
        using var body = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(body, cancellationToken);
        return key.EndsWith(Digest.Of(body.ToArray()), StringComparison.Ordinal)
            ? body.Length
            : throw new InvalidDataException($"The object {reference} does not match its digest.");
    }
}
