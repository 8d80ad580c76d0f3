using System.Text;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Tests.Catalogued;

/// <summary>What single schemes promise beyond what holds of every entry.</summary>
public sealed class Schemes
{
    private const string Secret = "whsec_c2VjcmV0LW9mLXRoaXJ0eS10d28tYnl0ZXMtbG9uZw==";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"a":1,"b":"é"}""");

    [Theory]
    [InlineData("stripe")]
    [InlineData("github")]
    [InlineData("shopify")]
    [InlineData("slack")]
    [InlineData("standard-webhooks")]
    [InlineData("svix")]
    public void A_missing_doubled_or_empty_signature_is_refused(string provider)
    {
        var scheme = Catalogue.Providers[provider];
        var headers = Signed(provider, Now);
        var signature = headers[scheme.SignatureHeader!];

        headers.Remove(scheme.SignatureHeader!);
        Assert.Equal(Verdict.MissingHeader, Verify(provider, headers, Body, Secret));
        headers[scheme.SignatureHeader!] = [.. signature, .. signature];
        Assert.Equal(Verdict.MalformedHeader, Verify(provider, headers, Body, Secret));
        headers[scheme.SignatureHeader!] = [scheme.Prefix];
        Assert.Equal(Verdict.MalformedHeader, Verify(provider, headers, Body, Secret));
    }

    [Fact]
    public void A_rotating_sender_may_give_several_signatures_and_an_unknown_version()
    {
        var headers = Signed("standard-webhooks", Now);
        headers["webhook-signature"] = [$"v1a,AAAA v1,AAAA {headers["webhook-signature"][0]}"];

        Assert.Equal(Verdict.Genuine, Verify("standard-webhooks", headers, Body, Secret));
    }

    [Fact]
    public void Two_timestamps_in_one_header_are_malformed()
    {
        var headers = Signed("stripe", Now);
        headers["Stripe-Signature"] = [$"t=1,{headers["Stripe-Signature"][0]}"];

        Assert.Equal(Verdict.MalformedHeader, Verify("stripe", headers, Body, Secret));
    }

    /// <summary>GitHub's documentation gives this secret, payload and signature.</summary>
    [Fact]
    public void Github_s_published_example_is_genuine() => Assert.Equal(Verdict.Genuine, Verify(
        "github",
        new() { ["X-Hub-Signature-256"] = ["sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"] },
        "Hello, World!"u8.ToArray(),
        "It's a Secret to Everybody"));

    /// <summary>Atlassian's documentation of Jira gives these, as others quote it.</summary>
    [Fact]
    public void Atlassian_s_published_example_is_genuine() => Assert.Equal(Verdict.Genuine, Verify(
        "jira",
        new() { ["X-Hub-Signature"] = ["sha256=a4771c39fbe90f317c7824e83ddef3caae9cb3d976c214ace1f2937e133263c9"] },
        "Hello World!"u8.ToArray(),
        "It's a Secret to Everybody"));

    private static Verdict Verify(
        string provider, Dictionary<string, string[]> headers, byte[] body, params string[] secrets) =>
        Headers.Verify(Catalogue.Providers[provider], headers, body, secrets, Now);

    private static Dictionary<string, string[]> Signed(string provider, DateTimeOffset at)
    {
        var scheme = Catalogue.Providers[provider];
        var timestamp = at.ToUnixTimeSeconds().ToString();
        var signature = Verifier.Sign(scheme, Body, Secret, "msg_1", timestamp);
        var headers = new Dictionary<string, string[]>
        {
            [scheme.SignatureHeader!] = scheme.Grammar == HeaderGrammar.Pairs
                ? [$"{scheme.TimestampField}={timestamp},{scheme.SignatureField}={signature}"]
                : [scheme.Prefix + signature],
        };
        if (scheme.TimestampHeader is not null)
            headers[scheme.TimestampHeader] = [timestamp];
        if (scheme.IdHeader is not null)
            headers[scheme.IdHeader] = ["msg_1"];
        return headers;
    }
}
