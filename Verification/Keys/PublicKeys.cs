using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Read;

namespace WebhookSystem.Verification.Keys;

/// <summary>The keys that a secret states: one, as PEM, base64 or hexadecimal, or a set of JSON Web Keys.</summary>
internal sealed class PublicKeys(Algorithm algorithm, IReadOnlyList<PublicKey> keys) : SigningKey
{
    private const int RawEdwardsBytes = 32;

    public static PublicKeys? Make(Scheme scheme, string secret)
    {
        var keys = Read(scheme, secret.Trim());
        return keys.Count > 0 ? new(scheme.Algorithm, keys) : null;
    }

    /// <summary>None where the text states no key of a kind that is known.</summary>
    public static IReadOnlyList<PublicKey> Read(Scheme scheme, string text)
    {
        try
        {
            return text switch
            {
                "" => [],
                ['{', ..] => JsonWebKeys.Read(text),
                _ when text.Contains("BEGIN CERTIFICATE", StringComparison.Ordinal) => [Certified(text)],
                _ when text.StartsWith("-----BEGIN", StringComparison.Ordinal) => [FromPem(text)],
                _ => SecretForm.Decode(scheme.SecretEncoding, SecretForm.Bare(scheme, text)) is { } bytes
                    ? FromBytes(scheme.Algorithm, bytes)
                    : [],
            };
        }
        catch (Exception fault) when (fault is CryptographicException or ArgumentException or FormatException
            or JsonException or InvalidOperationException or NotSupportedException)
        {
            // The last of them: a curve that this platform does not have.
            return [];
        }
    }

    internal override bool Holds(scoped in Evidence evidence, ReadOnlySpan<byte> content)
    {
        var bytes = content.ToArray();
        for (var at = 0; at < evidence.Count; at++)
        {
            foreach (var key in keys)
            {
                if (key.Verify(algorithm, isFixedField: false, bytes, evidence.Signature(at)))
                    return true;
            }
        }

        return false;
    }

    private static PublicKey Certified(string pem)
    {
        using var certificate = X509Certificate2.CreateFromPem(pem);
        return certificate.GetRSAPublicKey() is { } rsa ? new PublicKey.Rsa(rsa)
            : certificate.GetECDsaPublicKey() is { } curve ? new PublicKey.EllipticCurve(curve)
            : throw new CryptographicException("The certificate holds another kind of key.");
    }

    private static PublicKey FromPem(string pem)
    {
        var start = PemEncoding.Find(pem);
        var bytes = Convert.FromBase64String(pem[start.Base64Data]);
        return FromBytes(null, bytes) is [var key] ? key : throw new CryptographicException("No public key.");
    }

    private static IReadOnlyList<PublicKey> FromBytes(Algorithm? algorithm, byte[] bytes)
    {
        if (algorithm == Algorithm.Ed25519)
            return bytes.Length >= RawEdwardsBytes ? [new PublicKey.Edwards(bytes[^RawEdwardsBytes..])] : [];
        try
        {
            var rsa = RSA.Create();
            rsa.ImportSubjectPublicKeyInfo(bytes, out _);
            return [new PublicKey.Rsa(rsa)];
        }
        catch (CryptographicException)
        {
            // No RSA key: the other kind that is written this way.
            var curve = ECDsa.Create();
            curve.ImportSubjectPublicKeyInfo(bytes, out _);
            return [new PublicKey.EllipticCurve(curve)];
        }
    }
}
