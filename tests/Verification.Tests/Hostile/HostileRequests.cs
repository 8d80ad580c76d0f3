using System.Buffers.Text;
using System.Text;
using CsCheck;
using WebhookSystem.Verification.Sign;

namespace WebhookSystem.Verification.Tests.Hostile;

/// <summary>Whatever is sent is refused, by every entry, and never by an exception.</summary>
public sealed class HostileRequests
{
    private static readonly string[] Bodies =
    [
        "", "{", "null", "[]", "[[[[", "{\"\\ud800\":1}", "{\"Type\":\"\\ud800\"}", "{\"a\":1,\"a\":2}", "{}\0",
        "{\"Type\":1e99999}", "json=%7B%22event%22%3A%22%5Cud800%22%7D", "a=%ff&a=%&=&&%00=1", "{\"signature\":[]}",
        string.Concat(Enumerable.Repeat("[", 100_000)), string.Concat(Enumerable.Repeat("a&", 100_000)),
        "{\"alg\":\"\\ud800\"}", "{\"alg\":\"none\"}", "{\"alg\":1}", "{\"alg\":\"0\"}",
        "{\"iat\":1e99999,\"exp\":\"x\"}",
    ];

    public static TheoryData<string> All => [.. Catalogue.Providers.Keys];

    [Theory]
    [MemberData(nameof(All))]
    public void A_body_or_signature_of_any_kind_is_refused(string provider)
    {
        var scheme = Catalogue.Providers[provider];
        var key = Delivery.KeyFor(scheme);
        string[] texts =
        [
            .. Bodies, .. Bodies.Select(Wrapped), .. Bodies.Select(body => $"{Encoded(body)}.{Encoded(body)}.AA"),
        ];

        var requests = Bodies.Concat(texts[^Bodies.Length..]).Select(body => (Body: body, Text: texts[3]))
            .Concat(texts.Select(text => (Body: "{}", Text: text)));

        Assert.All(requests, request => Assert.NotEqual(
            Verdict.Genuine,
            Verify(scheme, key, Encoding.UTF8.GetBytes(request.Body), scheme.Prefix + request.Text)));
    }

    [Fact]
    public void Bytes_of_any_kind_are_refused() =>
        Gen.Byte.Array[0, 200].Select(Gen.String[0, 100], Gen.Int[0, Catalogue.Providers.Count - 1]).Sample(
            (body, text, which) =>
            {
                var scheme = Catalogue.Providers.Values.ElementAt(which);
                var key = Keys[which].Value;
                Assert.NotEqual(Verdict.Genuine, Verify(scheme, key, body, scheme.Prefix + text));
            },
            iter: 5_000);

    private static readonly Lazy<SenderKey>[] Keys =
        [.. Catalogue.Providers.Values.Select(scheme => new Lazy<SenderKey>(() => Delivery.KeyFor(scheme)))];

    private static Verdict Verify(Scheme scheme, SenderKey key, byte[] body, string text)
    {
        var draft = new Draft().WithUrl($"https://a.example/b?signature={Uri.EscapeDataString(text)}&x=%ff&code=")
            .WithBody(body, "application/x-www-form-urlencoded")
            .WithHeader(scheme.SignatureHeader ?? "Authorization", text)
            .WithHeader(scheme.TimestampHeader ?? "X-Time", "1800000000")
            .WithHeader(scheme.IdHeader ?? "X-Id", "id");
        return Delivery.Verify(scheme, draft, key);
    }

    private static string Wrapped(string text) => Convert.ToBase64String(Encoding.UTF8.GetBytes(text));

    private static string Encoded(string text) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(text));
}
