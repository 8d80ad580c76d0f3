using System.Security.Cryptography;
using Org.BouncyCastle.Math.EC.Rfc8032;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Keys;

/// <summary>A sender's public key, and the one algorithm that it is used with.</summary>
internal abstract class PublicKey
{
    /// <summary>Bytes of the longest signature: of RSA with 8192 bits.</summary>
    public const int SignatureBytesMax = 1024;

    public string? KeyId { get; init; }

    public static bool IsFor(Algorithm algorithm) => algorithm is Algorithm.Ed25519 or Algorithm.EcdsaSha256
        or Algorithm.EcdsaSha1 or Algorithm.RsaSha1 or Algorithm.RsaSha256;

    public abstract bool Verify(Algorithm algorithm, bool isFixedField, byte[] content, ReadOnlySpan<byte> signature);

    internal sealed class EllipticCurve(ECDsa key) : PublicKey
    {
        public override bool Verify(
            Algorithm algorithm, bool isFixedField, byte[] content, ReadOnlySpan<byte> signature)
        {
            var hash = algorithm == Algorithm.EcdsaSha1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
            var format = isFixedField
                ? DSASignatureFormat.IeeeP1363FixedFieldConcatenation
                : DSASignatureFormat.Rfc3279DerSequence;
            // One at a time: these keys do not promise that they can be shared.
            lock (key)
                return algorithm is Algorithm.EcdsaSha1 or Algorithm.EcdsaSha256
                    && key.VerifyData(content, signature, hash, format);
        }
    }

    internal sealed class Rsa(RSA key) : PublicKey
    {
        public override bool Verify(
            Algorithm algorithm, bool isFixedField, byte[] content, ReadOnlySpan<byte> signature)
        {
            var hash = algorithm == Algorithm.RsaSha1 ? HashAlgorithmName.SHA1 : HashAlgorithmName.SHA256;
            lock (key)
                return algorithm is Algorithm.RsaSha1 or Algorithm.RsaSha256
                    && key.VerifyData(content, signature, hash, RSASignaturePadding.Pkcs1);
        }
    }

    internal sealed class Edwards(byte[] key) : PublicKey
    {
        public override bool Verify(
            Algorithm algorithm, bool isFixedField, byte[] content, ReadOnlySpan<byte> signature) =>
            algorithm == Algorithm.Ed25519 && signature.Length == Ed25519.SignatureSize
            && Ed25519.Verify(signature.ToArray(), 0, key, 0, content, 0, content.Length);
    }
}
