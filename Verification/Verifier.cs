using System.Globalization;
using System.Security.Cryptography;

namespace WebhookSystem.Verification;

/// <summary>Holds a request against a scheme and the live secrets: raw bytes, constant time, nothing parsed.</summary>
public static class Verifier
{
    /// <summary>How far a sender's clock may be ahead.</summary>
    public static readonly TimeSpan FutureSkewMax = TimeSpan.FromSeconds(60);

    /// <summary>Signatures looked at in one header: rotation needs two.</summary>
    public const int SignaturesMax = 4;

    /// <summary>Parts of a header that are read; a longer one is malformed.</summary>
    public const int HeaderPartsMax = 32;

    /// <summary>Characters of a signed id or timestamp; a longer one is malformed.</summary>
    public const int NameCharactersMax = 256;

    /// <param name="keys">Of all live secrets. Refusals take alike long, whatever is wrong with a request.</param>
    public static Verdict Verify<THeaders>(
        Scheme scheme, SignedRequest<THeaders> request, ReadOnlySpan<SigningKey> keys, DateTimeOffset now)
        where THeaders : ISignedHeaders
    {
        if (keys.IsEmpty)
            return Verdict.NoSecret;
        var evidence = new Evidence(stackalloc byte[Evidence.RoomBytes]);
        var verdict = evidence.Read(scheme, request.Headers);
        if (verdict == Verdict.Genuine)
            verdict = Timeliness(scheme, evidence.Timestamp, now);

        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        var (id, timestamp) = verdict == Verdict.Genuine ? (evidence.Id.Length, evidence.Timestamp.Length) : (0, 0);
        foreach (var key in keys)
        {
            key.Sign(scheme.SignedContent, request.Body.Span, evidence.Id[..id], evidence.Timestamp[..timestamp], mac);
            if (evidence.Holds(mac) && verdict == Verdict.Genuine)
                return Verdict.Genuine;
        }

        return verdict == Verdict.Genuine ? Verdict.SignatureMismatch : verdict;
    }

    /// <summary>The signature that a sender would give, encoded but without prefix.</summary>
    /// <exception cref="FormatException">The secret is not of the scheme's encoding.</exception>
    public static string Sign(Scheme scheme, ReadOnlySpan<byte> body, string secret, string id, string timestamp)
    {
        var key = SigningKey.From(scheme, secret) ?? throw new FormatException("The secret cannot be decoded.");
        Span<byte> mac = stackalloc byte[HMACSHA256.HashSizeInBytes];
        key.Sign(scheme.SignedContent, body, id, timestamp, mac);
        return scheme.Encoding == BytesEncoding.Base64 ? Convert.ToBase64String(mac) : Convert.ToHexStringLower(mac);
    }

    private static Verdict Timeliness(Scheme scheme, ReadOnlySpan<char> timestamp, DateTimeOffset now)
    {
        if (scheme.Tolerance is not { } tolerance)
            return Verdict.Genuine;
        if (!long.TryParse(timestamp, NumberStyles.None, CultureInfo.InvariantCulture, out var seconds))
            return Verdict.MalformedHeader;
        return seconds >= (now - tolerance).ToUnixTimeSeconds() && seconds <= (now + FutureSkewMax).ToUnixTimeSeconds()
            ? Verdict.Genuine
            : Verdict.OutsideTolerance;
    }
}
