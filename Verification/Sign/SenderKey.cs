using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Org.BouncyCastle.Math.EC.Rfc8032;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Tokens;

namespace WebhookSystem.Verification.Sign;

/// <summary>What a sender signs with, and the secret that its receiver is given.</summary>
/// <param name="Secret">In the form in which the provider shows it.</param>
/// <param name="Sign">Null where the secret itself is what is signed with.</param>
public sealed record SenderKey(string Secret, Func<byte[], byte[]>? Sign)
{
    /// <summary>The half of a pair that its sender keeps: PEM, or base64; null where there is no pair.</summary>
    public string? Private { get; private init; }

    /// <summary>A new key of the form that the provider shows; never the same twice.</summary>
    public static SenderKey New(Scheme scheme) =>
        WithSettings(scheme, ForPair(scheme) ?? new(scheme.SecretPrefix + Shown(scheme.SecretEncoding), null));

    /// <summary>A key that was kept as its <see cref="Private"/>.</summary>
    public static SenderKey Kept(Scheme scheme, string kept) => WithSettings(scheme, ForPair(scheme, kept)
        ?? throw new ArgumentException("The scheme signs with no pair of keys.", nameof(scheme)));

    /// <summary>A pair of keys for a scheme that signs with one, and null for one that does not.</summary>
    /// <param name="kept">The pair's private half; null: a new pair.</param>
    public static SenderKey? ForPair(Scheme scheme, string? kept = null) => scheme.Algorithm switch
    {
        Algorithm.Ed25519 => Edwards(scheme, kept),
        Algorithm.EcdsaSha256 => Curve(HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence, kept),
        Algorithm.EcdsaSha1 => Curve(HashAlgorithmName.SHA1, DSASignatureFormat.Rfc3279DerSequence, kept),
        Algorithm.RsaSha1 => Rsa(HashAlgorithmName.SHA1, kept),
        Algorithm.RsaSha256 => Rsa(HashAlgorithmName.SHA256, kept),
        Algorithm.Token when scheme.Token!.Algorithms[0] == TokenAlgorithm.RS256 =>
            Rsa(HashAlgorithmName.SHA256, kept),
        Algorithm.Token when scheme.Token!.Algorithms[0] == TokenAlgorithm.ES256 =>
            Curve(HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation, kept),
        _ => null,
    };

    // The compiler's own would print the secrets.
    public override string ToString() => nameof(SenderKey);

    private static SenderKey WithSettings(Scheme scheme, SenderKey key)
    {
        if (scheme.Algorithm == Algorithm.Basic)
            key = key with { Secret = $"user:{key.Secret}" };
        if (scheme.SecretSettings.All(setting => setting.EndsWith('?')))
            return key;
        var settings = new JsonObject { ["key"] = key.Secret };
        foreach (var setting in scheme.SecretSettings.Where(setting => !setting.EndsWith('?')))
            settings[setting] = $"a {setting}";
        return key with { Secret = settings.ToJsonString() };
    }

    private static string Shown(BytesEncoding encoding)
    {
        var bytes = RandomNumberGenerator.GetBytes(32);
        return encoding == BytesEncoding.Base64 ? Convert.ToBase64String(bytes) : Convert.ToHexStringLower(bytes);
    }

    private static SenderKey Edwards(Scheme scheme, string? kept)
    {
        var secret = kept is null
            ? RandomNumberGenerator.GetBytes(Ed25519.SecretKeySize)
            : Convert.FromBase64String(kept.Trim());
        var key = new byte[Ed25519.PublicKeySize];
        Ed25519.GeneratePublicKey(secret, 0, key, 0);
        var shown = scheme.SecretEncoding == BytesEncoding.Hex
            ? Convert.ToHexStringLower(key)
            : Convert.ToBase64String(key);
        return new(scheme.SecretPrefix + shown, content =>
        {
            var signature = new byte[Ed25519.SignatureSize];
            Ed25519.Sign(secret, 0, content, 0, content.Length, signature, 0);
            return signature;
        }) { Private = Convert.ToBase64String(secret) };
    }

    private static SenderKey Curve(HashAlgorithmName hash, DSASignatureFormat format, string? kept)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        if (kept is not null)
            key.ImportFromPem(kept);
        return new(key.ExportSubjectPublicKeyInfoPem(), content => key.SignData(content, hash, format))
        {
            Private = key.ExportPkcs8PrivateKeyPem(),
        };
    }

    private static SenderKey Rsa(HashAlgorithmName hash, string? kept)
    {
        var key = RSA.Create(2048);
        if (kept is not null)
            key.ImportFromPem(kept);
        return new(
            key.ExportSubjectPublicKeyInfoPem(), content => key.SignData(content, hash, RSASignaturePadding.Pkcs1))
        {
            Private = key.ExportPkcs8PrivateKeyPem(),
        };
    }
}
