using System.Buffers;
using System.Net;
using System.Security.Cryptography;
using Amazon.S3;
using Amazon.S3.Model;
using WebhookSystem.Contracts.Events;
using WebhookSystem.ServiceDefaults.Configure;

namespace WebhookSystem.Processor.ClaimCheck;

/// <summary>The bucket of claim-checked bodies.</summary>
internal sealed class S3Payloads(IAmazonS3 s3, PayloadsBucket bucket) : IPayloads
{
    private const int ReadBytes = 64 * 1024;

    public async Task CheckAsync(ClaimTicket ticket, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await s3.GetObjectAsync(ticket.Bucket, ticket.Key, cancellationToken);
            var (size, digest) = await MeasureAsync(answer.ResponseStream, cancellationToken);
            if (size != ticket.Size || digest != ticket.Digest)
                throw new BodyException(
                    $"The object {ticket.Uri} has {size} bytes or a digest other than its ticket says.");
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.NotFound)
        {
            throw new BodyException($"The object {ticket.Uri} is not there.");
        }
    }

    public async Task<ClaimTicket> CheckInAsync(InboxMessage inbox, byte[] body, CancellationToken cancellationToken)
    {
        var ticket = new ClaimTicket(
            bucket.Name, ClaimTicket.KeyFor(inbox.Source, inbox.ReceivedAt, inbox.Digest), body.Length, inbox.Digest);
        using var content = new MemoryStream(body, writable: false);
        try
        {
            await s3.PutObjectAsync(
                new PutObjectRequest
                {
                    BucketName = ticket.Bucket,
                    Key = ticket.Key,
                    InputStream = content,
                    ContentType = inbox.ContentType ?? "application/octet-stream",
                    IfNoneMatch = "*",
                },
                cancellationToken);
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.PreconditionFailed)
        {
            // Written before, by an earlier try or another delivery of the same body on the same day.
        }

        return ticket;
    }

    private static async Task<(long Size, string Digest)> MeasureAsync(
        Stream content, CancellationToken cancellationToken)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        var buffer = ArrayPool<byte>.Shared.Rent(ReadBytes);
        try
        {
            long size = 0;
            while (await content.ReadAsync(buffer, cancellationToken) is var read and > 0)
            {
                hash.AppendData(buffer.AsSpan(0, read));
                size += read;
            }

            return (size, Convert.ToHexStringLower(hash.GetHashAndReset()));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
