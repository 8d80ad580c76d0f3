using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace WebhookSystem.Verification;

/// <summary>Holds a request against a scheme and the live secrets: raw bytes, constant time, nothing parsed before.</summary>
public static class Verifier
{
    /// <summary>How far a sender's clock may be ahead.</summary>
    public static readonly TimeSpan FutureSkewMax = TimeSpan.FromSeconds(60);

    /// <summary>Signatures looked at in one header: rotation needs two.</summary>
    public const int SignaturesMax = 4;

    /// <summary>Parts of a header that are read; a longer one is malformed.</summary>
    public const int HeaderPartsMax = 32;

    /// <param name="secrets">As the provider shows them; an empty one is no secret.</param>
    public static Verdict Verify(
        Scheme scheme, SignedRequest request, IReadOnlyList<string> secrets, DateTimeOffset now)
    {
        if (!secrets.Any(secret => secret.Length > scheme.SecretPrefix.Length))
            return Verdict.NoSecret;
        var verdict = Evidence.Collect(scheme, request, out var evidence);
        if (verdict != Verdict.Genuine)
            return verdict;
        if (!IsTimely(scheme, evidence.Timestamp, now, out verdict))
            return verdict;
        return secrets.Any(secret => Matches(scheme, request.Body.Span, evidence, secret))
            ? Verdict.Genuine
            : Verdict.SignatureMismatch;
    }

    /// <summary>The signature that a sender would give, encoded but without prefix.</summary>
    /// <exception cref="FormatException">The secret is not of the scheme's encoding.</exception>
    public static string Sign(Scheme scheme, ReadOnlySpan<byte> body, string secret, string id, string timestamp)
    {
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(scheme, body, KeyOf(scheme, secret) ?? throw new FormatException("The secret cannot be decoded."),
            id, timestamp, mac);
        return scheme.Encoding == BytesEncoding.Base64 ? Convert.ToBase64String(mac) : Convert.ToHexStringLower(mac);
    }

    private static bool IsTimely(Scheme scheme, string timestamp, DateTimeOffset now, out Verdict verdict)
    {
        verdict = Verdict.Genuine;
        if (scheme.Tolerance is not { } tolerance)
            return true;
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            verdict = Verdict.MalformedHeader;
        else if (seconds < now.ToUnixTimeSeconds() - (long)tolerance.TotalSeconds
            || seconds > now.ToUnixTimeSeconds() + (long)FutureSkewMax.TotalSeconds)
            verdict = Verdict.OutsideTolerance;
        return verdict == Verdict.Genuine;
    }

    private static bool Matches(Scheme scheme, ReadOnlySpan<byte> body, Evidence evidence, string secret)
    {
        if (KeyOf(scheme, secret) is not { Length: > 0 } key)
            return false;
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        Compute(scheme, body, key, evidence.Id, evidence.Timestamp, mac);
        var matches = false;
        foreach (var signature in evidence.Signatures)
            matches |= CryptographicOperations.FixedTimeEquals(mac, signature);
        return matches;
    }

    private static void Compute(
        Scheme scheme, ReadOnlySpan<byte> body, byte[] key, string id, string timestamp, Span<byte> mac)
    {
        var at = scheme.Content.IndexOf("{body}", StringComparison.Ordinal);
        using var hash = IncrementalHash.CreateHMAC(HashAlgorithmName.SHA256, key);
        hash.AppendData(Encoding.UTF8.GetBytes(Fill(scheme.Content[..at], id, timestamp)));
        hash.AppendData(body);
        hash.AppendData(Encoding.UTF8.GetBytes(Fill(scheme.Content[(at + "{body}".Length)..], id, timestamp)));
        hash.GetHashAndReset(mac);
    }

    // The timestamp goes in first: an id may hold any text, a checked timestamp only digits.
    private static string Fill(string template, string id, string timestamp) => template
        .Replace("{timestamp}", timestamp, StringComparison.Ordinal).Replace("{id}", id, StringComparison.Ordinal);

    private static byte[]? KeyOf(Scheme scheme, string secret)
    {
        if (secret.StartsWith(scheme.SecretPrefix, StringComparison.Ordinal))
            secret = secret[scheme.SecretPrefix.Length..];
        return Evidence.Decode(scheme.SecretEncoding, secret);
    }
}
