using System.Text;
using System.Text.Json;
using WebhookSystem.Simulator;
using WebhookSystem.Simulator.Providers;

namespace WebhookSystem.Local.Tests.Simulator;

/// <summary>The simulator's signers against values that were computed elsewhere.</summary>
public sealed class Signatures
{
    /// <summary>A file of the providers' own test vectors; which are not ours to hand on.</summary>
    private const string VectorsVariable = "PROVIDER_VECTORS";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_700_000_000);

    [Theory]
    [InlineData("stripe", "Stripe-Signature",
        "t=1700000000,v1=d8f763fabf2b55985e2d73962330767668393b35271c853917560585a3de2dd1")]
    [InlineData("github", "X-Hub-Signature-256",
        "sha256=bd1859ef6860cde53083889c454d670ad88ca0a1c22dbb0ea7609ff7983b6601")]
    [InlineData("shopify", "X-Shopify-Hmac-Sha256", "BinHI3wbNywp025D2aKOyKoCcb6LtYyvFmjKw2NvG/M=")]
    [InlineData("slack", "X-Slack-Signature", "v0=25901f8eef5f04307d0fe46a1789d8b072bd8a17dac88ee5241d119de039e605")]
    [InlineData("standard", "webhook-signature", "v1,qX0cJvbzTRWud7Dmj/M2sGn7AWXW544Uc+XdUecO6fA=")]
    public void A_development_secret_signs_as_pythons_hmac_does(string source, string header, string expected)
    {
        var body = """{"id":"a"}"""u8.ToArray();
        var attempt = new Attempt("msg_1", body, Secrets.Load()[source], Now, Number: 1);

        Assert.Equal(expected, HeadersOf(source, attempt)[header]);
    }

    [Fact]
    public void GitHubs_documented_example_comes_out()
    {
        var attempt = new Attempt("", "Hello, World!"u8.ToArray(), "It's a Secret to Everybody", Now, Number: 1);

        Assert.Equal(
            "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17",
            HeadersOf("github", attempt)["X-Hub-Signature-256"]);
    }

    [Fact]
    public void Slack_is_told_which_retry_it_is()
    {
        var headers = HeadersOf("slack", new("", [], "secret", Now, Number: 3));

        Assert.Equal("2", headers["X-Slack-Retry-Num"]);
    }

    [Theory]
    [InlineData("github", "github", "X-Hub-Signature-256")]
    [InlineData("slack", "slack", "X-Slack-Signature")]
    [InlineData("standard", "standard-webhooks", "webhook-signature")]
    public void The_providers_own_vectors_come_out(string source, string provider, string header)
    {
        var path = Environment.GetEnvironmentVariable(VectorsVariable);
        Assert.SkipUnless(File.Exists(path), $"{VectorsVariable} names no file of vectors.");
        using var file = JsonDocument.Parse(File.ReadAllBytes(path!));
        var vectors = file.RootElement.GetProperty("vectors").EnumerateArray()
            .Where(vector => vector.GetProperty("provider").GetString() == provider
                && vector.GetProperty("algorithm").GetString() == "hmac-sha256"
                && vector.GetProperty("expected").GetString() == "accept")
            .Select(vector => (Headers: vector.GetProperty("headers"), Vector: vector))
            .Where(vector => vector.Headers.TryGetProperty(header, out _))
            .ToList();

        Assert.NotEmpty(vectors);
        Assert.All(vectors, vector => Assert.Equal(
            Text(vector.Headers, header), HeadersOf(source, AttemptOf(vector.Vector, vector.Headers))[header]));
    }

    private static Attempt AttemptOf(JsonElement vector, JsonElement headers)
    {
        var seconds = Text(headers, "webhook-timestamp") ?? Text(headers, "X-Slack-Request-Timestamp") ?? "0";
        var secret = Text(vector, "secret")!;

        // Published secrets may lack their padding, which ours never do.
        if (headers.TryGetProperty("webhook-id", out _))
            secret += new string('=', (4 - (secret.Replace("whsec_", "").Length % 4)) % 4);
        return new(
            Text(headers, "webhook-id") ?? "",
            Encoding.UTF8.GetBytes(Text(vector, "body")!),
            secret,
            DateTimeOffset.FromUnixTimeSeconds(long.Parse(seconds)),
            Number: 1);
    }

    private static string? Text(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static Dictionary<string, string> HeadersOf(string source, Attempt attempt) =>
        Catalogue.ByHeart.Single(provider => provider.Source == source).Sign(attempt)
            .ToDictionary(header => header.Name, header => header.Value);
}
