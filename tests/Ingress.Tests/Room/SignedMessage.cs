using System.Globalization;
using WebhookSystem.Verification;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Ingress.Tests.Room;

/// <summary>A webhook as its provider sends it, open to change.</summary>
public sealed class SignedMessage(string source, byte[] body)
{
    public Dictionary<string, string[]> Headers { get; } = new(StringComparer.OrdinalIgnoreCase);

    public byte[] Body { get; set; } = body;

    public string ContentType { get; set; } = "application/json";

    public bool IsChunked { get; set; }

    public static SignedMessage Of(
        string source, byte[] body, DateTimeOffset signedAt, string secret = IngressRoom.Secret, string id = "msg_1")
    {
        var provider = source switch
        {
            "standard" => "standard-webhooks",
            "stripe" or "shopify" or "slack" => source,
            _ => "github",
        };
        var scheme = Catalogue.Providers[provider];
        var timestamp = signedAt.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var signature = Verifier.Sign(scheme, body, secret, id, timestamp);
        var message = new SignedMessage(source, body);
        message.Headers[scheme.SignatureHeader!] = scheme.Grammar == HeaderGrammar.Pairs
            ? [$"{scheme.TimestampField}={timestamp},{scheme.SignatureField}={signature}"]
            : [scheme.Prefix + signature];
        if (scheme.TimestampHeader is not null)
            message.Headers[scheme.TimestampHeader] = [timestamp];
        if (scheme.IdHeader is not null)
            message.Headers[scheme.IdHeader] = [id];
        if (provider == "github")
            message.Headers["X-GitHub-Event"] = ["push"];
        if (provider == "shopify")
            message.Headers["X-Shopify-Topic"] = ["orders/create"];
        return message;
    }

    public HttpRequestMessage ToRequest()
    {
        var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/hooks/{source}", UriKind.Relative))
        {
            Content = new ByteArrayContent(Body),
        };
        request.Headers.TransferEncodingChunked = IsChunked ? true : null;
        request.Content.Headers.TryAddWithoutValidation("Content-Type", ContentType);
        foreach (var (name, values) in Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, values))
                request.Content.Headers.TryAddWithoutValidation(name, values);
        }

        return request;
    }
}
