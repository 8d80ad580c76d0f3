using System.Security.Cryptography;
using System.Text;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Read;

namespace WebhookSystem.Verification.Keys;

/// <summary>A secret that comes with every request, as it is or as HTTP Basic writes it.</summary>
internal sealed class SharedSecret(Algorithm algorithm, byte[] secret) : SigningKey
{
    private readonly byte[] _digest = SHA256.HashData(
        algorithm == Algorithm.Basic ? Encoding.UTF8.GetBytes(Convert.ToBase64String(secret)) : secret);

    internal override bool Holds(scoped in Evidence evidence, ReadOnlySpan<byte> content) =>
        throw new NotSupportedException();

    // Over digests: not even the secret's length shows in the time that it takes.
    public bool Is(string text) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(text)), _digest);
}
