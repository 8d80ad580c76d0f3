using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using WebhookSystem.Verification;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Keys;
using WebhookSystem.Verification.Sign;

namespace WebhookSystem.Bench.Parsers;

/// <summary>
/// Every entry of the catalogue reads what somebody signed who does not know the secret: whatever it is changed into,
/// it must not be believed.
/// </summary>
internal static class OfSignatures
{
    private static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    public static IEnumerable<Parser> All()
    {
        var entries = Catalogue.Providers.Values.Select(Entry.Of).ToList();
        var headers = entries.SelectMany(
            entry => entry.Draft.Headers.Select(header => (entry, header.Key, header.Value))).ToList();
        yield return new(
            "signatures and other headers", 50, [.. headers.Select(one => Encoding.Latin1.GetBytes(one.Value))],
            (which, broken) => headers[which].entry.Refuses(
                headers[which].Key, Encoding.Latin1.GetString(broken), body: null, url: null));
        yield return new(
            "signed bodies", 5, [.. entries.Select(entry => entry.Draft.Body)],
            (which, broken) => entries[which].Refuses(null, "", broken.ToArray(), url: null));
        yield return new(
            "signed addresses", 5, [.. entries.Select(entry => Encoding.Latin1.GetBytes(entry.Draft.Url))],
            (which, broken) => entries[which].Refuses(null, "", body: null, Encoding.Latin1.GetString(broken)));
        yield return new(
            "secrets as operators give them", 2, [.. entries.Select(entry => Encoding.UTF8.GetBytes(entry.Secret))],
            (which, broken) => ReadSecret(entries[which].Scheme, broken));
        var token = Catalogue.Providers.Values.First(scheme => scheme.Algorithm == Algorithm.Token);
        yield return new(
            "published keys", 1, [Encoding.UTF8.GetBytes(KeySet())], (_, broken) => ReadSecret(token, broken));
    }

    /// <summary>A key or none: there is nothing else that it may come to.</summary>
    private static bool ReadSecret(Scheme scheme, ReadOnlySpan<byte> broken)
    {
        _ = SigningKey.From(scheme, Encoding.UTF8.GetString(broken));
        return true;
    }

    private static string KeySet()
    {
        using var rsa = RSA.Create(2048);
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var (pair, point) = (rsa.ExportParameters(false), curve.ExportParameters(false).Q);
        return $$"""
            {"keys":[{"kty":"RSA","kid":"a","use":"sig","alg":"RS256","n":"{{Text(pair.Modulus)}}","e":"AQAB"},
             {"kty":"EC","kid":"b","crv":"P-256","alg":"ES256","x":"{{Text(point.X)}}","y":"{{Text(point.Y)}}"}]}
            """;

        static string Text(byte[]? number) => Base64Url.EncodeToString(number);
    }

    /// <param name="Draft">Signed with another key than <paramref name="Keys"/>.</param>
    private sealed record Entry(Scheme Scheme, string Secret, SigningKey[] Keys, Draft Draft)
    {
        public static Entry Of(Scheme scheme)
        {
            var draft = new Draft().WithUrl("https://hooks.example.com/in?b=2&a=1");
            if (scheme.SignsForm)
                draft.WithBody("b=1&a=%20x&c=%C3%A9"u8.ToArray(), "application/x-www-form-urlencoded");
            else
                draft.WithBody("""{"a":1,"b":"é"}"""u8.ToArray(), "application/json");
            Signer.Sign(scheme, draft, SenderKey.New(scheme), Now, "msg_1");
            var secret = SenderKey.New(scheme).Secret;
            return new(scheme, secret, [SigningKey.From(scheme, secret)!], draft);
        }

        public bool Refuses(string? header, string value, byte[]? body, string? url)
        {
            var request = new SignedRequest<Headers>(
                new(Draft, header, value), body ?? Draft.Body, new(Draft.Method, url ?? Draft.Url));
            return Verifier.Verify(Scheme, request, Keys, Now) != Verdict.Genuine;
        }
    }

    private readonly struct Headers(Draft draft, string? changed, string value) : ISignedHeaders
    {
        public int Read(string name, out string read)
        {
            if (!name.Equals(changed, StringComparison.OrdinalIgnoreCase))
                return draft.Read(name, out read);
            read = value;
            return 1;
        }
    }
}
