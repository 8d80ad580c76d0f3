using System.Text;
using System.Text.Json;

namespace WebhookSystem.Verification.Tests;

/// <summary>The providers' own test vectors, not ours to hand on: read where they are, else skipped.</summary>
public sealed class PublishedVectors
{
    private const string Variable = "PROVIDER_VECTORS";

    /// <summary>Standard Webhooks is spoken under these names, with headers of its own or of others.</summary>
    private static readonly Dictionary<string, string> Speaks = new()
    {
        ["stripe"] = "stripe",
        ["github"] = "github",
        ["shopify"] = "shopify",
        ["slack"] = "slack",
        ["standard-webhooks"] = "standard-webhooks",
        ["svix"] = "svix",
        ["lithic"] = "standard-webhooks",
        ["openai"] = "standard-webhooks",
    };

    [Fact]
    public void Are_believed_and_refused_as_published()
    {
        var path = Environment.GetEnvironmentVariable(Variable);
        Assert.SkipUnless(File.Exists(path), $"{Variable} names no file of vectors.");
        using var file = JsonDocument.Parse(File.ReadAllBytes(path!));

        var vectors = file.RootElement.GetProperty("vectors").EnumerateArray()
            .Where(vector => Text(vector, "algorithm") == "hmac-sha256")
            .Where(vector => Speaks.ContainsKey(Text(vector, "provider")!));

        Assert.All(vectors.ToList(), vector => Assert.Equal(
            Text(vector, "expected") == "accept",
            Verify(vector) == Verdict.Genuine));
    }

    private static Verdict Verify(JsonElement vector)
    {
        var headers = vector.GetProperty("headers").EnumerateObject()
            .ToDictionary(header => header.Name, header => new[] { header.Value.GetString()! });
        var now = vector.GetProperty("now") is { ValueKind: JsonValueKind.Number } seconds ? seconds.GetInt64() : 0;
        var scheme = Catalogue.Providers[Speaks[Text(vector, "provider")!]];
        var body = Encoding.UTF8.GetBytes(Text(vector, "body")!);
        return Headers.Verify(
            scheme, headers, body, [Text(vector, "secret")!], DateTimeOffset.FromUnixTimeSeconds(now));
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;
}
