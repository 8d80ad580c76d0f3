using WebhookSystem.Verification.Content;
using WebhookSystem.Verification.Facts;
using WebhookSystem.Verification.Keys;
using WebhookSystem.Verification.Read;
using WebhookSystem.Verification.Tokens;

namespace WebhookSystem.Verification;

/// <summary>Holds a request against a scheme and the live secrets: over raw bytes, in constant time.</summary>
public static class Verifier
{
    /// <summary>How far a sender's clock may be ahead.</summary>
    public static readonly TimeSpan FutureSkewMax = TimeSpan.FromSeconds(60);

    /// <summary>Signatures looked at in one request: rotation needs two.</summary>
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
        if (scheme.LeanContent is { } content)
            return VerifyLean(scheme, content, request, keys, now);
        using var view = new RequestView(request.Headers, request.Body, request.Address);
        return scheme.Algorithm switch
        {
            Algorithm.SharedSecret or Algorithm.Basic => SecretVerifier.Verify(scheme, view, keys),
            Algorithm.Token => TokenVerifier.Verify(scheme, view, keys, now),
            _ => ContentVerifier.Verify(scheme, request.Headers, view, keys, now),
        };
    }

    /// <summary>The signature that a sender would give, encoded but without prefix.</summary>
    /// <exception cref="FormatException">The secret is not of the scheme's encoding.</exception>
    public static string Sign(Scheme scheme, ReadOnlySpan<byte> body, string secret, string id, string timestamp)
    {
        if (SigningKey.From(scheme, secret) is not MacKey key || scheme.LeanContent is not { } content)
            throw new FormatException("The secret cannot be decoded.");
        Span<byte> mac = stackalloc byte[MacKey.BytesMax];
        return SignatureText.Write(scheme.Encoding, mac[..key.Sign(content, body, id, timestamp, mac)]);
    }

    private static Verdict VerifyLean<THeaders>(
        Scheme scheme, SignedContent content, SignedRequest<THeaders> request, ReadOnlySpan<SigningKey> keys,
        DateTimeOffset now)
        where THeaders : ISignedHeaders
    {
        var evidence = new Evidence(stackalloc byte[Evidence.RoomBytes(scheme)], stackalloc int[SignaturesMax]);
        var verdict = evidence.Read(scheme, request.Headers);
        if (verdict == Verdict.Genuine)
            verdict = Timeliness.Of(scheme, evidence.Timestamp, now);

        Span<byte> mac = stackalloc byte[MacKey.BytesMax];
        var (id, timestamp) = verdict == Verdict.Genuine ? (evidence.Id.Length, evidence.Timestamp.Length) : (0, 0);
        foreach (var key in keys)
        {
            var length = ((MacKey)key).Sign(
                content, request.Body.Span, evidence.Id[..id], evidence.Timestamp[..timestamp], mac);
            if (evidence.Holds(mac[..length]) && verdict == Verdict.Genuine)
                return Verdict.Genuine;
        }

        return verdict == Verdict.Genuine ? Verdict.SignatureMismatch : verdict;
    }
}
