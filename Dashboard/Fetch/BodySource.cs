using System.Net;
using Amazon.S3;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Dashboard.Keep.Apply;

namespace WebhookSystem.Dashboard.Fetch;

/// <summary>Fetches an event's raw body from where it lies: the table, or S3 for a large one.</summary>
internal sealed class BodySource(StoredEvents events, IAmazonS3 objects)
{
    /// <param name="conflict">Digest of the contradicting delivery whose body is wanted; null: the event's own.</param>
    /// <returns>Null where event or body are no longer there.</returns>
    public async Task<EventBody?> FetchAsync(EventName name, string? conflict, CancellationToken cancellationToken)
    {
        if (await events.FindAsync(name, conflict, cancellationToken) is not { } stored)
            return null;
        if (stored.PackedBody is { } packed)
            return new(StoredBody.Unpack(packed.Span, stored.Size), stored.ContentType, stored.Digest);
        return stored.Ticket is { } ticket
            ? await FetchAsync(ticket, stored.ContentType, cancellationToken)
            : new(ReadOnlyMemory<byte>.Empty, stored.ContentType, stored.Digest);
    }

    private async Task<EventBody?> FetchAsync(
        ClaimTicket ticket, string? contentType, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await objects.GetObjectAsync(ticket.Bucket, ticket.Key, cancellationToken);
            using var body = new MemoryStream((int)ticket.Size);
            await answer.ResponseStream.CopyToAsync(body, cancellationToken);
            return new(body.ToArray(), contentType, ticket.Digest);
        }
        catch (AmazonS3Exception error) when (error.StatusCode == HttpStatusCode.NotFound)
        {
            return null;
        }
    }
}

/// <summary>A raw body.</summary>
/// <param name="Digest">What its SHA-256 was when it was received.</param>
internal sealed record EventBody(ReadOnlyMemory<byte> Bytes, string? ContentType, string Digest)
{
    /// <summary>Whether the bytes are still those that were verified.</summary>
    public bool IsIntact => Contracts.Events.Digest.Of(Bytes.Span) == Digest;
}
