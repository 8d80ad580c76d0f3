using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Verification.Content;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Read;

namespace WebhookSystem.Verification.Tokens;

/// <summary>Verifies requests that come with a JSON Web Token, or are one.</summary>
internal static class TokenVerifier
{
    public static Verdict Verify(
        Scheme scheme, RequestView request, ReadOnlySpan<SigningKey> keys, DateTimeOffset now, ref Proof proof)
    {
        var rules = scheme.Token!;
        if (TextOf(scheme, request) is not { Length: > 0 } text)
            return Verdict.MissingHeader;
        if (!rules.IsBody && text.Length > Verifier.HeaderCharactersMax)
            return Verdict.MalformedHeader;
        var token = !text.StartsWith(scheme.Prefix, StringComparison.OrdinalIgnoreCase) ? null : rules.IsBody
            ? JsonWebToken.Parse(text, int.MaxValue)
            : JsonWebToken.Parse(text[scheme.Prefix.Length..]);
        if (token is null)
            return Verdict.MalformedHeader;
        if (!Enum.TryParse(JsonWebToken.Text(token.Header, "alg"), out TokenAlgorithm algorithm)
            || !rules.Algorithms.Contains(algorithm)
            || JsonWebToken.Text(token.Header, "alg") != algorithm.ToString())
            return Verdict.OtherForm;

        for (var at = 0; at < keys.Length; at++)
        {
            var key = keys[at];
            if (key is not TokenKey ready || !ready.Verifies(algorithm, token))
                continue;
            proof = proof with { Key = at, ContentDigest = DigestOf(scheme, token) };
            return rules.FromSecret.All(name => key.Setting(name) is { } wanted && token.Says(name, wanted))
                && rules.Claims.All(claim => token.Says(claim.Key, claim.Value))
                ? Claims(scheme, token, request, now)
                : Verdict.OtherForm;
        }

        return Verdict.SignatureMismatch;
    }

    /// <summary>What <c>qsh</c> is the digest of: method, path and sorted query, between ampersands.</summary>
    public static string RequestText(string method, RequestUrl url) =>
        $"{method.ToUpperInvariant()}&{(url.Path.Length == 0 ? "/" : url.Path)}&{Canonical.Pairs(url.Query
            .Where(field => field.Name != "jwt")
            .Select(field => new Field(Uri.EscapeDataString(field.Name), Uri.EscapeDataString(field.Value))))}";

    private static string? DigestOf(Scheme scheme, JsonWebToken token) =>
        scheme.Identity == Identity.Token ? Digest.Of(token.Signed) : null;

    private static string? TextOf(Scheme scheme, RequestView request) => scheme.Token!.IsBody
        ? Encoding.UTF8.GetString(request.Body.Span)
        : request.Find(scheme.SignatureAt ?? new(PlaceKind.Header, scheme.SignatureHeader!));

    private static Verdict Claims(Scheme scheme, JsonWebToken token, RequestView request, DateTimeOffset now)
    {
        var rules = scheme.Token!;
        if (rules.Issuer is not null && JsonWebToken.Text(token.Claims, "iss") != rules.Issuer)
            return Verdict.OtherForm;
        var isOfRequest = HoldsBody(rules, token, request)
            && (rules.UrlHash is null || (request.Url is { } url && IsDigest(token, rules.UrlHash, url.Whole)))
            && (!rules.RequestHash
                || (request.Url is { } asked && IsDigest(token, "qsh", RequestText(request.Method, asked))));
        return isOfRequest ? Timely(scheme, token, now) : Verdict.SignatureMismatch;
    }

    private static bool HoldsBody(TokenRules rules, JsonWebToken token, RequestView request)
    {
        if (rules.BodyHash is not { } name)
            return true;
        if (JsonWebToken.Text(token.Claims, name) is not { } stated)
            return request.Body.IsEmpty && !token.Claims.TryGetProperty(name, out _);
        Span<byte> digest = stackalloc byte[SHA256.HashSizeInBytes];
        return SignatureText.Read(rules.BodyHashEncoding, stated, digest) == digest.Length
            && CryptographicOperations.FixedTimeEquals(digest, SHA256.HashData(request.Body.Span));
    }

    private static bool IsDigest(JsonWebToken token, string claim, string text) =>
        JsonWebToken.Text(token.Claims, claim)
            == Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static Verdict Timely(Scheme scheme, JsonWebToken token, DateTimeOffset now)
    {
        if (scheme.Tolerance is not { } tolerance)
            return Verdict.Genuine;
        var clock = now.ToUnixTimeMilliseconds() / 1000d;
        var skew = Math.Min(tolerance.TotalSeconds, Verifier.FutureSkewMax.TotalSeconds);
        var (issued, notBefore, expires) = (token.Seconds("iat"), token.Seconds("nbf"), token.Seconds("exp"));
        if (scheme.Token!.UntilExpiry ? expires is null : issued is null && notBefore is null && expires is null)
            return Verdict.MalformedHeader;
        var oldest = scheme.Token.UntilExpiry ? double.MinValue : Math.Floor(clock - tolerance.TotalSeconds);
        var isTimely = (issued is null || (issued >= oldest && issued <= clock + skew))
            && (notBefore is null || notBefore <= clock + skew)
            && (expires is null || expires > clock - skew);
        return isTimely ? Verdict.Genuine : Verdict.OutsideTolerance;
    }
}
