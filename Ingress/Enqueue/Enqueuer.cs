using System.Text;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Ingress.Extract;
using WebhookSystem.ServiceDefaults.Configure;

namespace WebhookSystem.Ingress.Enqueue;

/// <summary>Sends an accepted event on its way: its body within the message or, if large, put aside first.</summary>
internal sealed class Enqueuer(
    IInbox inbox, IPayloads payloads, PayloadsBucket bucket, TimeProvider time)
{
    /// <summary>Shopify waits 5 s for its answer, GitHub 10 s, Slack 3 s, too short for a second attempt.</summary>
    private static readonly TimeSpan SendTimeMax = TimeSpan.FromSeconds(5);

    /// <summary>Returns once the event is durably stored, also where the sender has hung up meanwhile.</summary>
    public async Task EnqueueAsync(AdmittedEvent one)
    {
        var (message, body) = (one.Message, one.Body);
        using var timeout = new CancellationTokenSource(SendTimeMax, time);
        var text = body.Length <= Topology.Limits.InboxInlineBytesMax ? message.ToText(body.Span) : null;
        if (text is null || Encoding.UTF8.GetByteCount(text) > Topology.Limits.InboxInlineBytesMax)
            text = (await CheckInAsync(message, body, timeout.Token)).ToText();
        await inbox.SendAsync(text, timeout.Token);
    }

    private async Task<InboxMessage> CheckInAsync(
        InboxMessage message, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        var ticket = new ClaimTicket(
            bucket.Name, ClaimTicket.KeyFor(message.Source, message.ReceivedAt, message.Digest),
            body.Length, message.Digest);
        await payloads.PutAsync(ticket.Bucket, ticket.Key, body, cancellationToken);
        return message with { Ticket = ticket };
    }
}
