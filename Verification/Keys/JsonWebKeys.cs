using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json;

namespace WebhookSystem.Verification.Keys;

/// <summary>Public keys as JSON Web Keys (RFC 7517): one, or a set. Those that have expired do not count.</summary>
internal static class JsonWebKeys
{
    public static IReadOnlyList<PublicKey> Read(string json)
    {
        using var document = JsonDocument.Parse(json);
        var root = document.RootElement;
        var keys = root.TryGetProperty("keys", out var set) ? [.. set.EnumerateArray()] : new[] { root };
        return [.. keys.Where(IsLive).Select(Read).OfType<PublicKey>()];
    }

    private static bool IsLive(JsonElement key) =>
        !key.TryGetProperty("expired_at", out var expired) || expired.ValueKind == JsonValueKind.Null;

    private static PublicKey? Read(JsonElement key)
    {
        var id = Text(key, "kid");
        return (Text(key, "kty"), Text(key, "crv")) switch
        {
            ("RSA", _) => new PublicKey.Rsa(RSA.Create(new RSAParameters
            {
                Modulus = Bytes(key, "n"),
                Exponent = Bytes(key, "e"),
            })) { KeyId = id },
            ("EC", "P-256") => new PublicKey.EllipticCurve(ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new() { X = Bytes(key, "x"), Y = Bytes(key, "y") },
            })) { KeyId = id },
            ("OKP", "Ed25519") when Bytes(key, "x") is { Length: 32 } point =>
                new PublicKey.Edwards(point) { KeyId = id },
            _ => null,
        };
    }

    private static byte[] Bytes(JsonElement key, string name) => Base64Url.DecodeFromChars(Text(key, name) ?? "");

    private static string? Text(JsonElement key, string name) =>
        key.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
