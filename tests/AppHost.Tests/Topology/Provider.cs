using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace WebhookSystem.AppHost.Tests.Topology;

/// <summary>
/// Signs as the providers' documents say, without any code of the product; the secrets are those for development.
/// </summary>
internal static class Provider
{
    private static readonly byte[] StandardKey =
        Convert.FromBase64String("whsec_ZGV2ZWxvcG1lbnQtb25seS1zdGFuZGFyZC13ZWJob29rcw=="["whsec_".Length..]);

    private static string Now =>
        TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);

    public static Task<HttpStatusCode> SendStandardAsync(
        this HttpClient ingress, string id, object body, string? timestamp = null, Func<string, string>? tamper = null)
    {
        var text = JsonSerializer.Serialize(body);
        timestamp ??= Now;
        var signed = Encoding.UTF8.GetBytes($"{id}.{timestamp}.{text}");
        var signature = Convert.ToBase64String(HMACSHA256.HashData(StandardKey, signed));
        return ingress.PostAsync(
            "standard", tamper?.Invoke(text) ?? text,
            ("webhook-id", id), ("webhook-timestamp", timestamp), ("webhook-signature", $"v1,{signature}"));
    }

    public static Task<HttpStatusCode> SendStripeAsync(this HttpClient ingress, object body)
    {
        var text = JsonSerializer.Serialize(body);
        var timestamp = Now;
        var signature = Hex("whsec_development_only_stripe", $"{timestamp}.{text}");
        return ingress.PostAsync("stripe", text, ("Stripe-Signature", $"t={timestamp},v1={signature}"));
    }

    public static Task<HttpStatusCode> SendGitHubAsync(this HttpClient ingress, string type, string text) =>
        ingress.PostAsync(
            "github", text, ("X-GitHub-Event", type), ("X-GitHub-Delivery", Guid.NewGuid().ToString()),
            ("X-Hub-Signature-256", $"sha256={Hex("development-only-github", text)}"));

    public static Task<HttpStatusCode> SendShopifyAsync(this HttpClient ingress, object body)
    {
        var text = JsonSerializer.Serialize(body);
        var mac = HMACSHA256.HashData("development-only-shopify"u8, Encoding.UTF8.GetBytes(text));
        return ingress.PostAsync(
            "shopify", text,
            ("X-Shopify-Topic", "orders/create"), ("X-Shopify-Hmac-Sha256", Convert.ToBase64String(mac)));
    }

    public static Task<HttpStatusCode> SendSlackAsync(this HttpClient ingress, object body)
    {
        var text = JsonSerializer.Serialize(body);
        var timestamp = Now;
        return ingress.PostAsync(
            "slack", text, ("X-Slack-Request-Timestamp", timestamp),
            ("X-Slack-Signature", $"v0={Hex("development-only-slack", $"v0:{timestamp}:{text}")}"));
    }

    private static string Hex(string secret, string text) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(text)));

    private static async Task<HttpStatusCode> PostAsync(
        this HttpClient ingress, string source, string body, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/hooks/{source}", UriKind.Relative))
        {
            Content = new StringContent(body, Encoding.UTF8, "application/json"),
        };
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var answer = await ingress.SendAsync(request);
        return answer.StatusCode;
    }
}
