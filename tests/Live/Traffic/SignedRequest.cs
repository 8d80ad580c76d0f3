using System.Net.Http.Headers;

namespace WebhookSystem.Live.Traffic;

/// <summary>A delivery as its provider posts it.</summary>
internal static class SignedRequest
{
    public static HttpRequestMessage Of(Delivery delivery, DateTimeOffset now)
    {
        var signed = SignedHeaders.Of(delivery, now);
        var request = new HttpRequestMessage(
            HttpMethod.Post, new Uri($"/hooks/{delivery.Source.Name}", UriKind.Relative))
        {
            Content = new ByteArrayContent(delivery.Body),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        request.Headers.TryAddWithoutValidation("webhook-id", signed.Id);
        request.Headers.TryAddWithoutValidation("webhook-timestamp", signed.Timestamp);
        request.Headers.TryAddWithoutValidation("webhook-signature", signed.Signature);
        return request;
    }
}
