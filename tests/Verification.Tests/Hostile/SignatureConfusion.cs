using System.Text;

namespace WebhookSystem.Verification.Tests.Hostile;

/// <summary>What forgers try. Each of these was believed, or crashed a receiver, somewhere.</summary>
public sealed class SignatureConfusion
{
    private const string Secret = "whsec_c2VjcmV0LW9mLXRoaXJ0eS10d28tYnl0ZXMtbG9uZw==";

    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);
    private static readonly string Timestamp = Now.ToUnixTimeSeconds().ToString();
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("""{"a":1}""");

    [Theory]
    [InlineData("v1,")]
    [InlineData("v1, ")]
    [InlineData("v1")]
    [InlineData("v1,AA==")]
    [InlineData("v0,{0}")]
    [InlineData("v1a,{0}")]
    [InlineData("V1,{0}")]
    [InlineData("{0}")]
    [InlineData("v1,{0}A")]
    [InlineData("v1,v1,{0}")]
    [InlineData("v1,{0},v1,{0}")]
    [InlineData("none")]
    public void An_empty_cut_relabelled_or_joined_signature_is_refused(string header) =>
        Assert.Equal(Verdict.MalformedHeader, Standard(string.Format(header, Signature("standard-webhooks"))));

    [Fact]
    public void One_signature_has_one_spelling()
    {
        var signature = Signature("standard-webhooks");
        var over = (char)(signature[^2] + 1);

        Assert.Equal(Verdict.Genuine, Standard($"v1,{signature}"));
        Assert.Equal(Verdict.MalformedHeader, Standard($"v1,{signature[..^2]}{over}="));
        Assert.Equal(Verdict.MalformedHeader, Standard($"v1,{signature[..10]}\n{signature[10..]}"));
        Assert.Equal(Verdict.MalformedHeader, Standard($"v1,{signature[..^1]}"));
        var forAddresses = signature.Replace('+', '-').Replace('/', '_').TrimEnd('=');
        Assert.Equal(Verdict.MalformedHeader, Standard($"v1,{forAddresses}"));
    }

    [Theory]
    [InlineData("sha1={0}")]
    [InlineData("SHA256={0}")]
    [InlineData("{0}")]
    [InlineData("sha256={0}00")]
    [InlineData("sha256={0}, sha256={0}")]
    [InlineData("sha256= {0}")]
    [InlineData("sha256=")]
    [InlineData("sha256=0")]
    public void Another_algorithm_s_label_or_another_length_is_refused(string header)
    {
        var headers = new Dictionary<string, string[]>
        {
            ["X-Hub-Signature-256"] = [string.Format(header, Signature("github"))],
        };

        Assert.Equal(Verdict.MalformedHeader, Verify("github", headers));
    }

    [Fact]
    public void Stripe_s_signature_is_in_lower_case()
    {
        var headers = new Dictionary<string, string[]>
        {
            ["Stripe-Signature"] = [$"t={Timestamp},v1={Signature("stripe").ToUpperInvariant()}"],
        };

        Assert.Equal(Verdict.MalformedHeader, Verify("stripe", headers));
    }

    [Fact]
    public void Upper_case_hexadecimal_is_the_same_signature()
    {
        var headers = new Dictionary<string, string[]>
        {
            ["X-Hub-Signature-256"] = [$"sha256={Signature("github").ToUpperInvariant()}"],
        };

        Assert.Equal(Verdict.Genuine, Verify("github", headers));
    }

    [Fact]
    public void Four_signatures_are_looked_at_and_no_fifth()
    {
        var other = Convert.ToBase64String(new byte[32]);
        var genuine = Signature("standard-webhooks");

        Assert.Equal(Verdict.Genuine, Standard($"v1,{other} v1,{other} v1,{other} v1,{genuine}"));
        Assert.Equal(Verdict.SignatureMismatch, Standard($"v1,{other} v1,{other} v1,{other} v1,{other} v1,{genuine}"));
    }

    [Fact]
    public void Thirty_two_parts_are_read_and_a_longer_header_is_malformed()
    {
        var genuine = $"v1,{Signature("standard-webhooks")}";

        Assert.Equal(Verdict.Genuine, Standard(string.Concat(Enumerable.Repeat("v2,AA== ", 31)) + genuine));
        Assert.Equal(Verdict.MalformedHeader, Standard(string.Concat(Enumerable.Repeat("v2,AA== ", 32)) + genuine));
        Assert.Equal(Verdict.MalformedHeader, Standard($"{genuine} " + new string(' ', 100_000)));
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("whsec_")]
    [InlineData("not base64!")]
    public void A_secret_without_a_key_is_no_secret(string secret) =>
        Assert.Null(SigningKey.From(Catalogue.Providers["standard-webhooks"], secret));

    [Fact]
    public void A_secret_may_lack_its_padding_or_its_prefix()
    {
        var headers = StandardHeaders($"v1,{Signature("standard-webhooks")}");

        Assert.Equal(Verdict.Genuine, Verify("standard-webhooks", headers, Secret.TrimEnd('=')));
        Assert.Equal(Verdict.Genuine, Verify("standard-webhooks", headers, Secret["whsec_".Length..]));
    }

    [Fact]
    public void Stripe_s_prefix_is_part_of_its_key()
    {
        var headers = new Dictionary<string, string[]>
        {
            ["Stripe-Signature"] = [$"t={Timestamp},v1={Signature("stripe")}"],
        };

        Assert.Equal(Verdict.Genuine, Verify("stripe", headers));
        Assert.Equal(Verdict.SignatureMismatch, Verify("stripe", headers, Secret["whsec_".Length..]));
    }

    [Theory]
    [InlineData("t=,v1={0}")]
    [InlineData("v1={0}")]
    [InlineData("t={1}")]
    [InlineData("t={1},t={1},v1={0}")]
    [InlineData("t=,t={1},v1={0}")]
    [InlineData("t={1},v1={0},")]
    [InlineData("t={1},v1={0},v2")]
    [InlineData("t=+{1},v1={0}")]
    [InlineData("t=-1,v1={0}")]
    [InlineData("t={1}.0,v1={0}")]
    [InlineData("t=99999999999999999999,v1={0}")]
    [InlineData("t,v1={0}")]
    [InlineData("t={1},v0={0}")]
    [InlineData("t={1};v1={0}")]
    public void A_timestamp_or_version_that_is_missing_doubled_or_no_number_is_malformed(string header)
    {
        var text = header.Replace("{0}", Signature("stripe")).Replace("{1}", Timestamp);
        var headers = new Dictionary<string, string[]> { ["Stripe-Signature"] = [text] };

        Assert.Equal(Verdict.MalformedHeader, Verify("stripe", headers));
    }

    [Fact]
    public void An_id_that_is_too_long_is_malformed()
    {
        var headers = StandardHeaders($"v1,{Signature("standard-webhooks")}");
        headers["webhook-id"] = [new string('m', Verifier.NameCharactersMax + 1)];

        Assert.Equal(Verdict.MalformedHeader, Verify("standard-webhooks", headers));
    }

    [Fact]
    public void Two_parts_of_the_signed_content_cannot_trade_places()
    {
        var headers = StandardHeaders($"v1,{Signature("standard-webhooks")}");
        headers["webhook-id"] = ["{timestamp}"];
        var literal = Verify("standard-webhooks", headers);
        headers["webhook-id"] = ["{body}"];

        Assert.Equal(Verdict.SignatureMismatch, literal);
        Assert.Equal(Verdict.SignatureMismatch, Verify("standard-webhooks", headers));
    }

    [Fact]
    public void Verifying_allocates_nothing()
    {
        var scheme = Catalogue.Providers["standard-webhooks"];
        var request = new SignedRequest<Fixed>(new(Signature("standard-webhooks"), Timestamp), Body);
        SigningKey[] keys = [SigningKey.From(scheme, "b3RoZXI=")!, SigningKey.From(scheme, Secret)!];
        Verifier.Verify(scheme, request, keys, Now);

        var before = GC.GetAllocatedBytesForCurrentThread();
        var verdict = Verifier.Verify(scheme, request, keys, Now);
        var allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.Equal(Verdict.Genuine, verdict);
        Assert.Equal(0, allocated);
    }

    private static Verdict Standard(string header) => Verify("standard-webhooks", StandardHeaders(header));

    private static Dictionary<string, string[]> StandardHeaders(string header) => new()
    {
        ["webhook-id"] = ["msg_1"],
        ["webhook-timestamp"] = [Timestamp],
        ["webhook-signature"] = [header],
    };

    private static string Signature(string provider) =>
        Verifier.Sign(Catalogue.Providers[provider], Body, Secret, "msg_1", Timestamp);

    private static Verdict Verify(string provider, Dictionary<string, string[]> headers, string secret = Secret) =>
        Headers.Verify(Catalogue.Providers[provider], headers, Body, [secret], Now);

    private readonly struct Fixed(string signature, string timestamp) : ISignedHeaders
    {
        private readonly string _signature = $"v1,{signature}";

        public int Read(string name, out string value)
        {
            value = name switch
            {
                "webhook-id" => "msg_1",
                "webhook-timestamp" => timestamp,
                _ => _signature,
            };
            return 1;
        }
    }
}
