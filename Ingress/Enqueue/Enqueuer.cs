using System.Text;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;

namespace WebhookSystem.Ingress.Enqueue;

/// <summary>Sends an accepted event on its way, its body within the message or, where that is too large, put aside first.</summary>
internal sealed class Enqueuer(IInbox inbox, IPayloads payloads, TimeProvider time)
{
    /// <summary>Within the answer times that providers allow (Slack: 3 s, Shopify: 5 s), as far as one attempt can be.</summary>
    private static readonly TimeSpan SendTimeMax = TimeSpan.FromSeconds(5);

    /// <summary>
    /// Returns once the event is durably stored. It goes on where the sender hangs up: that would leave it open whether it is.
    /// </summary>
    public async Task EnqueueAsync(InboxMessage message, ReadOnlyMemory<byte> body)
    {
        using var timeout = new CancellationTokenSource(SendTimeMax, time);
        var inline = body.Length <= Topology.Limits.InboxInlineBytesMax ? message.WithBody(body).ToUtf8() : null;
        if (inline is null || inline.Length > Topology.Limits.InboxInlineBytesMax)
            inline = (await CheckInAsync(message, body, timeout.Token)).ToUtf8();
        await inbox.SendAsync(Encoding.UTF8.GetString(inline), timeout.Token);
    }

    private async Task<InboxMessage> CheckInAsync(
        InboxMessage message, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var ticket = new ClaimTicket(
            Topology.Payloads.BucketName, ClaimTicket.KeyFor(message.Source, message.ReceivedAt, message.Digest),
            body.Length, message.Digest);
        await payloads.PutAsync(ticket.Bucket, ticket.Key, body, cancellationToken);
        return message with { Ticket = ticket };
    }
}
