using System.Text;
using WebhookSystem.Live.Traffic;

namespace WebhookSystem.Bench.Send;

/// <summary>A signed delivery as it goes over the wire.</summary>
internal static class RawRequest
{
    public static byte[] Of(Delivery delivery, Uri ingress, bool isForged = false)
    {
        var signed = SignedHeaders.Of(delivery, TimeProvider.System.GetUtcNow(), isForged);
        var head = Encoding.ASCII.GetBytes(
            $"POST /hooks/{delivery.Source.Name} HTTP/1.1\r\nHost: {ingress.Authority}\r\n"
            + $"Content-Type: application/json\r\nContent-Length: {delivery.Body.Length}\r\n"
            + $"webhook-id: {signed.Id}\r\nwebhook-timestamp: {signed.Timestamp}\r\n"
            + $"webhook-signature: {signed.Signature}\r\n\r\n");
        return [.. head, .. delivery.Body];
    }
}
