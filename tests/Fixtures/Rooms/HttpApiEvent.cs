using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebhookSystem.Fixtures.Rooms;

/// <summary>What API Gateway's HTTP API hands to a function, as does a function's own address.</summary>
public static class HttpApiEvent
{
    private static readonly byte[] Key = Convert.FromBase64String("ZGV2ZWxvcG1lbnQtb25seS1zdGFuZGFyZC13ZWJob29rcw==");

    /// <summary>A signed event of the source <c>standard</c>, ordered by its sequence number.</summary>
    public static JsonNode Standard(string id, string key, long sequence, DateTimeOffset now, string padding = "")
    {
        var body = new { type = "order.paid", data = new { id = key, sequence, padding } };
        return WithSignature("standard", id, JsonSerializer.Serialize(body), now);
    }

    public static JsonNode WithSignature(string source, string id, string body, DateTimeOffset now)
    {
        var timestamp = now.ToUnixTimeSeconds();
        var signature = HMACSHA256.HashData(Key, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{body}"));
        return Of(source, body, new()
        {
            ["content-type"] = "application/json",
            ["webhook-id"] = id,
            ["webhook-timestamp"] = $"{timestamp}",
            ["webhook-signature"] = $"v1,{Convert.ToBase64String(signature)}",
        });
    }

    public static JsonNode Of(string source, string body, Dictionary<string, string> headers) =>
        JsonSerializer.SerializeToNode(new
        {
            version = "2.0",
            routeKey = $"ANY /hooks/{source}",
            rawPath = $"/hooks/{source}",
            rawQueryString = "",
            headers,
            requestContext = new
            {
                accountId = "000000000000",
                apiId = "local",
                domainName = "local.execute-api.us-east-1.amazonaws.com",
                http = new
                {
                    method = "POST",
                    path = $"/hooks/{source}",
                    protocol = "HTTP/1.1",
                    sourceIp = "192.0.2.1",
                    userAgent = "provider",
                },
                requestId = Guid.CreateVersion7().ToString(),
                routeKey = $"ANY /hooks/{source}",
                stage = "$default",
            },
            body,
            isBase64Encoded = false,
        })!;
}
