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
    /// <summary>A new key of the form that the provider shows; never the same twice.</summary>
    public static SenderKey New(Scheme scheme)
    {
        var key = ForPair(scheme) ?? new(scheme.SecretPrefix + Shown(scheme.SecretEncoding), null);
        if (scheme.Algorithm == Algorithm.Basic)
            key = key with { Secret = $"user:{key.Secret}" };
        if (scheme.SecretSettings.All(setting => setting.EndsWith('?')))
            return key;
        var settings = new JsonObject { ["key"] = key.Secret };
        foreach (var setting in scheme.SecretSettings.Where(setting => !setting.EndsWith('?')))
            settings[setting] = $"a {setting}";
        return key with { Secret = settings.ToJsonString() };
    }

    /// <summary>A new pair of keys for a scheme that signs with one, and null for one that does not.</summary>
    public static SenderKey? ForPair(Scheme scheme) => scheme.Algorithm switch
    {
        Algorithm.Ed25519 => Edwards(scheme),
        Algorithm.EcdsaSha256 => Curve(HashAlgorithmName.SHA256, DSASignatureFormat.Rfc3279DerSequence),
        Algorithm.EcdsaSha1 => Curve(HashAlgorithmName.SHA1, DSASignatureFormat.Rfc3279DerSequence),
        Algorithm.RsaSha1 => Rsa(HashAlgorithmName.SHA1),
        Algorithm.RsaSha256 => Rsa(HashAlgorithmName.SHA256),
        Algorithm.Token when scheme.Token!.Algorithms[0] == TokenAlgorithm.RS256 => Rsa(HashAlgorithmName.SHA256),
        Algorithm.Token when scheme.Token!.Algorithms[0] == TokenAlgorithm.ES256 =>
            Curve(HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation),
        _ => null,
    };

    private static string Shown(BytesEncoding encoding)
    {
        var bytes = RandomNumberGenerator.GetBytes(32);
        return encoding == BytesEncoding.Base64 ? Convert.ToBase64String(bytes) : Convert.ToHexStringLower(bytes);
    }

    private static SenderKey Edwards(Scheme scheme)
    {
        var secret = RandomNumberGenerator.GetBytes(Ed25519.SecretKeySize);
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
        });
    }

    private static SenderKey Curve(HashAlgorithmName hash, DSASignatureFormat format)
    {
        var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        return new(key.ExportSubjectPublicKeyInfoPem(), content => key.SignData(content, hash, format));
    }

    private static SenderKey Rsa(HashAlgorithmName hash)
    {
        var key = RSA.Create(2048);
        return new(
            key.ExportSubjectPublicKeyInfoPem(), content => key.SignData(content, hash, RSASignaturePadding.Pkcs1));
    }
}
