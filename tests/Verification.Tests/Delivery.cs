using System.Security.Cryptography;
using System.Text.Json.Nodes;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Sign;

namespace WebhookSystem.Verification.Tests;

/// <summary>A delivery of a catalogued provider, signed as it signs.</summary>
internal static class Delivery
{
    public const string Id = "msg_1";

    public static readonly DateTimeOffset Now = DateTimeOffset.FromUnixTimeSeconds(1_800_000_000);

    /// <summary>A secret of the form that the provider shows; never the same twice.</summary>
    public static SenderKey KeyFor(Scheme scheme)
    {
        var key = SenderKey.ForPair(scheme) ?? new(scheme.SecretPrefix + Shown(scheme.SecretEncoding), null);
        if (scheme.Algorithm == Algorithm.Basic)
            key = key with { Secret = $"user:{key.Secret}" };
        if (scheme.SecretSettings.All(setting => setting.EndsWith('?')))
            return key;
        var settings = new JsonObject { ["key"] = key.Secret };
        foreach (var setting in scheme.SecretSettings)
            settings[setting] = $"a {setting}";
        return key with { Secret = settings.ToJsonString() };
    }

    public static Draft Signed(Scheme scheme, SenderKey key, DateTimeOffset? at = null, byte[]? body = null)
    {
        var isForm = scheme.Templates.Any(template => template.Parts.Any(part =>
            part.Text.StartsWith("form", StringComparison.Ordinal)));
        var draft = new Draft().WithUrl("https://hooks.example.com/in?b=2&a=1");
        if (isForm)
            draft.WithBody(body ?? "b=1&a=%20x&c=%C3%A9"u8.ToArray(), "application/x-www-form-urlencoded");
        else
            draft.WithBody(body ?? """{"a":1,"b":"é"}"""u8.ToArray(), "application/json");
        Signer.Sign(scheme, draft, key, at ?? Now, Id);
        return draft;
    }

    public static Verdict Verify(Scheme scheme, Draft draft, params SenderKey[] keys) => Verify(
        scheme, new SignedRequest<Draft>(draft, draft.Body, draft.Address), keys);

    public static Verdict Verify<THeaders>(Scheme scheme, SignedRequest<THeaders> request, params SenderKey[] keys)
        where THeaders : ISignedHeaders
    {
        SigningKey[] ready = [.. keys.Select(key => SigningKey.From(scheme, key.Secret)).OfType<SigningKey>()];
        return Verifier.Verify(scheme, request, ready, Now);
    }

    private static string Shown(BytesEncoding encoding)
    {
        var bytes = RandomNumberGenerator.GetBytes(32);
        return encoding == BytesEncoding.Base64 ? Convert.ToBase64String(bytes) : Convert.ToHexStringLower(bytes);
    }
}
