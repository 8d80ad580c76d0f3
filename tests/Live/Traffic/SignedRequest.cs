using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;

namespace WebhookSystem.Live.Traffic;

/// <summary>Signs as the specification of Standard Webhooks says, without any code of the product.</summary>
internal static class SignedRequest
{
    public static HttpRequestMessage Of(Delivery delivery, DateTimeOffset now, bool isForged = false)
    {
        var timestamp = now.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var head = Encoding.UTF8.GetBytes($"{delivery.Id}.{timestamp}.");
        using var mac = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, delivery.Source.SigningKey);
        mac.AppendData(head);
        mac.AppendData(delivery.Body);
        var signature = mac.GetHashAndReset();
        if (isForged)
            signature[0] ^= 1;

        var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"/hooks/{delivery.Source.Name}", UriKind.Relative))
        {
            Content = new ByteArrayContent(delivery.Body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("webhook-id", delivery.Id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", timestamp);
        request.Headers.TryAddWithoutValidation("webhook-signature", $"v1,{Convert.ToBase64String(signature)}");
        return request;
    }
}
