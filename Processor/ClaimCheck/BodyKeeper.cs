using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;

namespace WebhookSystem.Processor.ClaimCheck;

/// <summary>Where an event's body is kept: packed in its item, or in the bucket.</summary>
internal sealed record KeptBody(long Size, ReadOnlyMemory<byte>? Packed, ClaimTicket? Ticket);

/// <summary>
/// Checks that a body is the one that Ingress saw, and puts it where it costs less. What Ingress checked in stays
/// checked in.
/// </summary>
internal sealed class BodyKeeper(IPayloads payloads)
{
    /// <exception cref="BodyException">The body is missing or is another.</exception>
    public async Task<KeptBody> KeepAsync(InboxMessage inbox, CancellationToken cancellationToken)
    {
        if (inbox.Ticket is { } ticket)
        {
            await payloads.CheckAsync(ticket, cancellationToken);
            return new(ticket.Size, null, ticket);
        }

        var body = inbox.InlineBody()
            ?? throw new BodyException("The message holds neither a body nor a ticket for one.");
        if (Digest.Of(body) != inbox.Digest)
            throw new BodyException("The message's body does not match its digest.");
        var packed = StoredBody.Pack(body);
        return packed.Length <= Topology.Limits.TableBodyBytesMax && body.Length <= Topology.Limits.InboxInlineBytesMax
            ? new(body.Length, packed, null)
            : new(body.Length, null, await payloads.CheckInAsync(inbox, body, cancellationToken));
    }
}

/// <summary>A body is not what its message says.</summary>
internal sealed class BodyException(string message) : Exception(message);
