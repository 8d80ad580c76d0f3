using System.Security.Cryptography;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Keys;
using WebhookSystem.Verification.Read;

namespace WebhookSystem.Verification.Tokens;

/// <summary>What tokens are checked with: a shared key, or public keys, and never both.</summary>
internal sealed class TokenKey(byte[]? shared, IReadOnlyList<PublicKey> keys) : SigningKey
{
    public static TokenKey? Make(Scheme scheme, string secret)
    {
        if (scheme.Token!.IsShared)
            return SecretForm.Read(scheme, secret) is { } shared ? new(shared, []) : null;
        var keys = PublicKeys.Read(scheme, secret.Trim());
        return keys.Count > 0 ? new(null, keys) : null;
    }

    public bool Verifies(TokenAlgorithm algorithm, JsonWebToken token) => algorithm switch
    {
        TokenAlgorithm.HS256 => IsMac(token, HMACSHA256.HashData),
        TokenAlgorithm.HS384 => IsMac(token, HMACSHA384.HashData),
        TokenAlgorithm.HS512 => IsMac(token, HMACSHA512.HashData),
        TokenAlgorithm.RS256 => IsSigned(token, Algorithm.RsaSha256),
        TokenAlgorithm.ES256 => IsSigned(token, Algorithm.EcdsaSha256),
        TokenAlgorithm.EdDSA => IsSigned(token, Algorithm.Ed25519),
    };

    internal override bool Holds(scoped in Evidence evidence, ReadOnlySpan<byte> content) =>
        throw new NotSupportedException();

    private bool IsMac(JsonWebToken token, Func<byte[], byte[], byte[]> hash) =>
        shared is not null && CryptographicOperations.FixedTimeEquals(hash(shared, token.Signed), token.Signature);

    private bool IsSigned(JsonWebToken token, Algorithm algorithm)
    {
        var id = JsonWebToken.Text(token.Header, "kid");
        return keys.Where(key => key.KeyId is null || id is null || key.KeyId == id)
            .Any(key => key.Verify(algorithm, isFixedField: true, token.Signed, token.Signature));
    }
}
