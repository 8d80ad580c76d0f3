using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using WebhookSystem.Verification.Content;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Keys;
using WebhookSystem.Verification.Read;
using WebhookSystem.Verification.Tokens;

namespace WebhookSystem.Verification.Sign;

/// <summary>Writes a JSON Web Token as its provider does.</summary>
internal static class TokenSigner
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromMinutes(5);

    public static void Sign(Scheme scheme, Draft draft, SenderKey key, DateTimeOffset at, string id)
    {
        var rules = scheme.Token!;
        var algorithm = rules.Algorithms[0];
        var ready = SigningKey.From(scheme, key.Secret) ?? throw new FormatException("The secret cannot be decoded.");
        var claims = Claims(rules, draft, ready, at, id);
        var signed = $"{Part(new JsonObject { ["alg"] = algorithm.ToString(), ["typ"] = "JWT" })}.{Part(claims)}";
        var content = Encoding.ASCII.GetBytes(signed);
        var signature = key.Sign?.Invoke(content) ?? Mac(scheme, key.Secret, content);
        var token = $"{signed}.{Base64Url.EncodeToString(signature)}";
        if (rules.IsBody)
            draft.WithBody(Encoding.ASCII.GetBytes(token), "text/plain");
        else
            draft.WithHeader(scheme.SignatureHeader!, scheme.Prefix + token);
    }

    private static JsonObject Claims(TokenRules rules, Draft draft, SigningKey key, DateTimeOffset at, string id)
    {
        var claims = new JsonObject
        {
            ["iat"] = at.ToUnixTimeSeconds(), ["exp"] = (at + Lifetime).ToUnixTimeSeconds(), ["jti"] = id,
        };
        if (rules.Issuer is not null)
            claims["iss"] = rules.Issuer;
        if (rules.BodyHash is not null)
            claims[rules.BodyHash] = SignatureText.Write(rules.BodyHashEncoding, SHA256.HashData(draft.Body));
        if (rules.UrlHash is not null)
            claims[rules.UrlHash] = Digest(draft.Url);
        if (rules.RequestHash)
            claims["qsh"] = Digest(TokenVerifier.RequestText(draft.Method, RequestUrl.Parse(draft.Url)!));
        foreach (var (name, value) in rules.Claims)
            claims[name] = value is "true" ? true : value;
        foreach (var name in rules.FromSecret)
            claims[name] = key.Setting(name);
        return claims;
    }

    private static string Part(JsonObject part) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static string Digest(string text) =>
        Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)));

    private static byte[] Mac(Scheme scheme, string secret, byte[] content) =>
        HMACSHA256.HashData(SecretForm.Read(scheme, secret)!, content);
}
