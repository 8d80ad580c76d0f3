using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;

namespace WebhookSystem.Verification;

/// <summary>
/// A secret made ready: decoded once, and with hashes at hand whose key schedule is done, which for a small body is
/// half of a signature's cost.
/// </summary>
public sealed class SigningKey
{
    private readonly byte[] _key;
    private readonly ConcurrentBag<IncrementalHash> _idle = [];

    private SigningKey(byte[] key) => _key = key;

    /// <summary>Null where the secret, as the provider shows it, is empty or not of the scheme's encoding.</summary>
    public static SigningKey? From(Scheme scheme, string secret)
    {
        if (secret.StartsWith(scheme.SecretPrefix, StringComparison.Ordinal))
            secret = secret[scheme.SecretPrefix.Length..];
        return !string.IsNullOrWhiteSpace(secret) && Decode(scheme.SecretEncoding, secret) is { Length: > 0 } key
            ? new(key)
            : null;
    }

    internal void Sign(
        SignedContent content, ReadOnlySpan<byte> body, ReadOnlySpan<char> id, ReadOnlySpan<char> timestamp,
        Span<byte> mac)
    {
        if (!_idle.TryTake(out var hash))
            hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, _key);
        content.AppendTo(hash, body, id, timestamp);
        hash.GetHashAndReset(mac);
        _idle.Add(hash);
    }

    private static byte[]? Decode(BytesEncoding encoding, string text)
    {
        try
        {
            return encoding switch
            {
                BytesEncoding.Raw => Encoding.UTF8.GetBytes(text),
                BytesEncoding.Hex => Convert.FromHexString(text),
                // Some senders show a key without its padding.
                BytesEncoding.Base64 => Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')),
            };
        }
        catch (FormatException)
        {
            return null;
        }
    }
}
