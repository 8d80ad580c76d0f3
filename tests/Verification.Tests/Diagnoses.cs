using System.Text;
using WebhookSystem.Verification.Diagnose;
using WebhookSystem.Verification.Sign;
using WebhookSystem.Verify;

namespace WebhookSystem.Verification.Tests;

/// <summary>What an operator is told of a request that was refused.</summary>
public sealed class Diagnoses
{
    private static readonly byte[] Body = Encoding.UTF8.GetBytes("{\"a\": 1,\n\"b\":\"é\"}");

    private static readonly Dictionary<string, (Part Part, string Says, Func<byte[], byte[]> Change)> Bodies = new()
    {
        ["cut"] = (Part.Body, "a line end was cut off its end", body => body[..^1]),
        ["longer"] = (Part.Body, "line ends or blanks were added to its end", body => [.. body, (byte)'\n', (byte)' ']),
        ["windows"] = (Part.Body, "its line ends were LF", body => Replace(body, "\n", "\r\n")),
        ["marked"] = (Part.Body, "a byte order mark", body => [0xEF, 0xBB, 0xBF, .. body]),
    };

    public static TheoryData<string> Changes => [.. Bodies.Keys];

    public static TheoryData<string> All => [.. Catalogue.Providers.Keys];

    [Theory]
    [MemberData(nameof(Changes))]
    public void Says_what_happened_to_a_body(string change)
    {
        var scheme = Catalogue.Providers["github"];
        var key = Delivery.KeyFor(scheme);
        byte[] body = [.. Body, .. change == "cut" ? "\n"u8 : []];
        var draft = Delivery.Signed(scheme, key, body: body);
        var (part, says, changed) = Bodies[change];

        var diagnosis = Diagnose(scheme, draft, changed(body), key.Secret);

        var finding = Assert.Single(diagnosis.Findings);
        Assert.Equal((Verdict.SignatureMismatch, part), (diagnosis.Verdict, finding.Part));
        Assert.Contains(says, finding.Says);
    }

    [Fact]
    public void Says_that_json_was_written_anew()
    {
        var scheme = Catalogue.Providers["github"];
        var key = Delivery.KeyFor(scheme);
        var draft = Delivery.Signed(scheme, key, body: """{"a":1,"b":"é"}"""u8.ToArray());

        var finding = Assert.Single(Diagnose(scheme, draft, Body, key.Secret).Findings);

        Assert.Contains("its JSON was written anew", finding.Says);
    }

    [Theory]
    [InlineData(" {0}\n", "blanks or a line end")]
    [InlineData("\"{0}\"", "quotation marks")]
    [InlineData("prefix_{0}", "its prefix is no part of it")]
    public void Says_what_is_wrong_with_a_secret(string format, string says)
    {
        var scheme = Catalogue.Providers["github"];
        var key = Delivery.KeyFor(scheme);
        var draft = Delivery.Signed(scheme, key);

        var finding = Assert.Single(
            Diagnose(scheme, draft, draft.Body, string.Format(format, key.Secret)).Findings,
            finding => finding.Part == Part.Secret);

        Assert.Contains(says, finding.Says);
    }

    [Fact]
    public void Says_how_old_a_request_is_and_that_it_is_genuine_otherwise()
    {
        var scheme = Catalogue.Providers["stripe"];
        var key = Delivery.KeyFor(scheme);
        var draft = Delivery.Signed(scheme, key, Delivery.Now.AddMinutes(-10));

        var diagnosis = Diagnose(scheme, draft, draft.Body, key.Secret);

        Assert.Equal(Verdict.OutsideTolerance, diagnosis.Verdict);
        Assert.Equal(
            ["it is 600 s old; 300 s and 60 s ahead are taken", "it is right"],
            diagnosis.Findings.Select(finding => finding.Says));
    }

    [Fact]
    public void Says_which_header_is_missing_or_twice()
    {
        var scheme = Catalogue.Providers["standard-webhooks"];
        var headers = new VectorHeaders([("webhook-id", "1"), ("webhook-signature", "v1,"), ("webhook-id", "2")]);
        var request = new SignedRequest<VectorHeaders>(headers, Body);

        var diagnosis = Diagnostician.Diagnose(scheme, request, ["whsec_c2VjcmV0"], Delivery.Now);

        Assert.Equal(
            [
                new(Part.Time, "the header webhook-timestamp is not there"),
                new(Part.Id, "the header webhook-id is there 2 times"),
            ],
            diagnosis.Findings);
    }

    [Fact]
    public void Says_which_address_was_signed_and_whose_signature_it_is()
    {
        var square = Catalogue.Providers["square"];
        var key = Delivery.KeyFor(square);
        var draft = Delivery.Signed(square, key);
        draft.WithUrl(draft.Url.Replace("https:", "http:"));
        var shopify = Catalogue.Providers["shopify"];
        var secret = Delivery.KeyFor(shopify);

        var address = Diagnose(square, draft, draft.Body, key.Secret);
        var provider = Diagnose(
            shopify with { Name = "another", Encoding = Facts.BytesEncoding.Hex },
            Delivery.Signed(shopify, secret), Delivery.Signed(shopify, secret).Body, secret.Secret);

        Assert.Contains(new Finding(
            Part.Address, "the signature is right but for this: it was signed with https"), address.Findings);
        Assert.Contains(
            new Finding(Part.Provider, "the signature is right for the provider shopify"), provider.Findings);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Tells_neither_the_secret_nor_the_right_signature(string provider)
    {
        var scheme = Catalogue.Providers[provider];
        var key = Delivery.KeyFor(scheme);
        var genuine = Delivery.Signed(scheme, key);
        var right = scheme.SignatureHeader is { } header && genuine.Read(header, out var value) > 0 ? value : null;
        var forged = Delivery.Signed(scheme, Delivery.KeyFor(scheme));

        var diagnosis = Diagnose(scheme, forged, forged.Body, key.Secret);

        Assert.DoesNotContain(
            diagnosis.Findings, finding => finding.Says.Contains(key.Secret, StringComparison.Ordinal));
        Assert.DoesNotContain(
            diagnosis.Findings,
            finding => right is { Length: > 8 } && finding.Says.Contains(right, StringComparison.Ordinal));
    }

    [Fact]
    public void Every_verdict_has_its_words_and_its_remedy_in_one_place() => Assert.All(
        Enum.GetValues<Verdict>(),
        verdict =>
        {
            var words = VerdictWords.Of(verdict);

            Assert.Same(words, VerdictWords.Of(words.Code));
            Assert.Equal(verdict != Verdict.Genuine, words.Remedy.Length > 0);
        });

    private static Diagnosis Diagnose(Scheme scheme, Draft draft, byte[] body, string secret) => Diagnostician.Diagnose(
        scheme, new SignedRequest<Draft>(draft, body, draft.Address), [secret], Delivery.Now);

    private static byte[] Replace(byte[] body, string what, string with) =>
        Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace(what, with, StringComparison.Ordinal));
}
