using System.Text;
using CsCheck;

namespace WebhookSystem.Verification.Tests;

/// <summary>Every provider of the catalogue: what its sender signs is believed, and nothing else is.</summary>
public sealed class Schemes
{
    private const string Secret = "whsec_c2VjcmV0LW9mLXRoaXJ0eS10d28tYnl0ZXMtbG9uZw==";
    private const string Other = "whsec_YW5vdGhlci1zZWNyZXQtb2YtdGhpcnR5LXR3by1ieXQ=";
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"a":1,"b":"é"}""");

    public static TheoryData<string> Providers => [.. Catalogue.Providers.Keys];

    public static TheoryData<string> TimedProviders =>
        [.. Catalogue.Providers.Where(entry => entry.Value.Tolerance is not null).Select(entry => entry.Key)];

    [Theory]
    [MemberData(nameof(Providers))]
    public void What_the_sender_signs_is_genuine(string provider) =>
        Assert.Equal(Verdict.Genuine, Verify(provider, Signed(provider, Now), Body, Secret));

    [Theory]
    [MemberData(nameof(Providers))]
    public void Any_changed_byte_is_refused(string provider) => Gen.Int[0, Body.Length - 1]
        .Select(Gen.Int[1, 255])
        .Sample(
            (at, change) =>
            {
                var changed = (byte[])Body.Clone();
                changed[at] ^= (byte)change;
                Assert.Equal(Verdict.SignatureMismatch, Verify(provider, Signed(provider, Now), changed, Secret));
            },
            iter: 100);

    [Theory]
    [MemberData(nameof(Providers))]
    public void Either_of_two_live_secrets_is_enough_and_no_other(string provider)
    {
        var headers = Signed(provider, Now);

        Assert.Equal(Verdict.Genuine, Verify(provider, headers, Body, Other, Secret));
        Assert.Equal(Verdict.SignatureMismatch, Verify(provider, headers, Body, Other));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void Without_a_secret_nothing_is_believed(string provider)
    {
        Assert.Equal(Verdict.NoSecret, Verify(provider, Signed(provider, Now), Body));
        Assert.Equal(Verdict.NoSecret, Verify(provider, Signed(provider, Now), Body, ""));
    }

    [Theory]
    [MemberData(nameof(Providers))]
    public void A_missing_doubled_or_empty_signature_is_refused(string provider)
    {
        var scheme = Catalogue.Providers[provider];
        var headers = Signed(provider, Now);
        var signature = headers[scheme.SignatureHeader];

        headers.Remove(scheme.SignatureHeader);
        Assert.Equal(Verdict.MissingHeader, Verify(provider, headers, Body, Secret));
        headers[scheme.SignatureHeader] = [.. signature, .. signature];
        Assert.Equal(Verdict.MalformedHeader, Verify(provider, headers, Body, Secret));
        headers[scheme.SignatureHeader] = [scheme.Prefix];
        Assert.Equal(Verdict.MalformedHeader, Verify(provider, headers, Body, Secret));
    }

    [Theory]
    [MemberData(nameof(TimedProviders))]
    public void The_window_is_the_tolerance_behind_and_a_minute_ahead(string provider)
    {
        var tolerance = Catalogue.Providers[provider].Tolerance!.Value;
        var second = TimeSpan.FromSeconds(1);

        Assert.Equal(Verdict.Genuine, At(Now - tolerance));
        Assert.Equal(Verdict.OutsideTolerance, At(Now - tolerance - second));
        Assert.Equal(Verdict.Genuine, At(Now + Verifier.FutureSkewMax));
        Assert.Equal(Verdict.OutsideTolerance, At(Now + Verifier.FutureSkewMax + second));

        Verdict At(DateTimeOffset signedAt) => Verify(provider, Signed(provider, signedAt), Body, Secret);
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

    [Fact]
    public void No_header_text_throws_or_is_believed() => Gen.String[0, 200]
        .Select(Gen.Int[0, Catalogue.Providers.Count - 1])
        .Sample((text, which) =>
        {
            var provider = Catalogue.Providers.Keys.ElementAt(which);
            var headers = Signed(provider, Now);
            headers[Catalogue.Providers[provider].SignatureHeader] = [text];
            Assert.NotEqual(Verdict.Genuine, Verify(provider, headers, Body, Secret));
        });

    /// <summary>GitHub's documentation gives this secret, payload and signature.</summary>
    [Fact]
    public void Github_s_published_example_is_genuine() => Assert.Equal(Verdict.Genuine, Verify(
        "github",
        new() { ["X-Hub-Signature-256"] = ["sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17"] },
        "Hello, World!"u8.ToArray(),
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
            [scheme.SignatureHeader] = scheme.Grammar == HeaderGrammar.Pairs
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
