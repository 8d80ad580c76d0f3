using System.Net;
using System.Runtime.InteropServices;
using Amazon.S3;

namespace WebhookSystem.Ingress.Enqueue;

/// <summary>Bodies in S3, each written once: the key holds the digest, so that what is there is the same.</summary>
internal sealed class S3Payloads(IAmazonS3 s3) : IPayloads
{
    private const int AttemptsMax = 3;

    public async Task PutAsync(
        string bucket, string key, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        for (var attempt = 1; ; attempt++)
        {
            if (await TryPutAsync(bucket, key, body, attempt == AttemptsMax, cancellationToken))
                return;
        }
    }

    /// <summary>False where another write of this object was under way, and this one is to be tried again.</summary>
    private async Task<bool> TryPutAsync(
        string bucket, string key, ReadOnlyMemory<byte> body, bool isLast, CancellationToken cancellationToken)
    {
        var bytes = MemoryMarshal.TryGetArray(body, out var segment) ? segment : new(body.ToArray());
        using var stream = new MemoryStream(bytes.Array!, bytes.Offset, bytes.Count, writable: false);
        try
        {
            await s3.PutObjectAsync(
                new() { BucketName = bucket, Key = key, InputStream = stream, IfNoneMatch = "*" }, cancellationToken);
            return true;
        }
        catch (AmazonS3Exception refused) when (refused.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            return true;
        }
        catch (AmazonS3Exception refused) when (refused.StatusCode == HttpStatusCode.Conflict && !isLast)
        {
            return false;
        }
    }
}
