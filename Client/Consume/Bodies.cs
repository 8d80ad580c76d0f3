using Amazon.S3;
using WebhookSystem.Contracts.Events;

namespace WebhookSystem.Client.Consume;

/// <summary>Where a body lies that is too large for a message.</summary>
/// <param name="Digest">SHA-256 in lower-case hex; null where the message does not say.</param>
/// <param name="Size">In bytes; null where the message does not say.</param>
public sealed record BodyReference(Uri Address, string? Digest, long? Size);

/// <summary>Bodies, wherever they are: in the message, or in S3 and then checked.</summary>
public sealed class Bodies(IAmazonS3 s3)
{
    private const string Scheme = "s3";

    /// <exception cref="InvalidDataException">The object is not what was stored, or is not in S3.</exception>
    /// <exception cref="AmazonS3Exception">The object is gone, or S3 fails: read the message again.</exception>
    public async Task<ReadOnlyMemory<byte>> FetchAsync(OrderedMessage message, CancellationToken cancellationToken)
    {
        if (message.Reference is not { } reference)
            return message.Body;
        if (reference.Address.Scheme != Scheme)
            throw new InvalidDataException($"The body at {reference.Address} is not in S3.");
        var key = Uri.UnescapeDataString(reference.Address.AbsolutePath.TrimStart('/'));
        using var answer = await s3.GetObjectAsync(reference.Address.Host, key, cancellationToken);

        // Before the first byte: another object could be of any size.
        if (reference.Size is { } size && answer.ContentLength != size)
            throw new InvalidDataException($"The object {reference.Address} does not have the size that was stored.");
        using var body = new MemoryStream();
        await answer.ResponseStream.CopyToAsync(body, cancellationToken);
        var bytes = body.GetBuffer().AsMemory(0, (int)body.Length);

        return IsWhole(reference, key, Digest.Of(bytes.Span))
            ? bytes
            : throw new InvalidDataException($"The object {reference.Address} does not match its digest.");
    }

    /// <summary>The object's key ends with the digest, which older messages do not name.</summary>
    private static bool IsWhole(BodyReference reference, string key, string digest) =>
        reference.Digest is { } said ? said == digest : key.EndsWith(digest, StringComparison.Ordinal);
}
