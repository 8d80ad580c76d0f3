using System.Security.Cryptography;
using System.Text;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Keys;

/// <summary>Turns a secret as a provider shows it into the key's bytes.</summary>
internal static class SecretForm
{
    /// <summary>Null where there are none.</summary>
    public static byte[]? Read(Scheme scheme, string secret)
    {
        if (string.IsNullOrWhiteSpace(secret) || Decode(scheme.SecretEncoding, Bare(scheme, secret), scheme.KeyStep)
            is not { Length: > 0 } key)
            return null;
        return scheme.KeyStep switch
        {
            KeyStep.None or KeyStep.Decompose => key,
#pragma warning disable CA5350 // The provider's own rule: the digest of its key is the key.
            KeyStep.Sha1 => SHA1.HashData(key),
#pragma warning restore CA5350
            KeyStep.Sha256 => SHA256.HashData(key),
        };
    }

    public static string Bare(Scheme scheme, string secret) =>
        secret.StartsWith(scheme.SecretPrefix, StringComparison.Ordinal)
            ? secret[scheme.SecretPrefix.Length..]
            : secret;

    public static byte[]? Decode(BytesEncoding encoding, string text, KeyStep step = KeyStep.None)
    {
        try
        {
            return encoding switch
            {
                BytesEncoding.Raw => (step == KeyStep.Decompose ? Decomposition.Of(text) : text) is { } raw
                    && !string.IsNullOrWhiteSpace(raw) ? Encoding.UTF8.GetBytes(raw) : null,
                BytesEncoding.Hex or BytesEncoding.HexLower => Convert.FromHexString(text),
                // Some senders show a key without its padding.
                BytesEncoding.Base64 => Convert.FromBase64String(text.PadRight((text.Length + 3) / 4 * 4, '=')),
                BytesEncoding.Base64Url => System.Buffers.Text.Base64Url.DecodeFromChars(text),
            };
        }
        catch (Exception fault) when (fault is FormatException or ArgumentException)
        {
            return null;
        }
    }
}
