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

    /// <summary>Characters of a signature's header; a longer one is malformed.</summary>
    public const int HeaderCharactersMax = 16 * 1024;

    /// <summary>Parts of a header that are read; a longer one is malformed.</summary>
    public const int HeaderPartsMax = 32;

    /// <summary>Characters of a signed id or timestamp; a longer one is malformed.</summary>
    public const int NameCharactersMax = 256;

    /// <param name="keys">Of all live secrets. Refusals take alike long, whatever is wrong with a request.</param>
    public static Verdict Verify<THeaders>(
        Scheme scheme, SignedRequest<THeaders> request, ReadOnlySpan<SigningKey> keys, DateTimeOffset now)
        where THeaders : ISignedHeaders
    {
        var proof = default(Proof);
        return Verify(scheme, request, keys, now, ref proof);
    }

    /// <summary>The request as one that may be read; null where it is not genuine.</summary>
    public static Admitted<THeaders>? Admit<THeaders>(
        Scheme scheme, SignedRequest<THeaders> request, ReadOnlySpan<SigningKey> keys, DateTimeOffset now,
        out Verdict verdict)
        where THeaders : ISignedHeaders
    {
        var proof = default(Proof);
        verdict = Verify(scheme, request, keys, now, ref proof);
        return verdict == Verdict.Genuine ? Admitted(scheme, request, verdict, proof) : null;
    }

    /// <summary>Lets a request through that was refused, marked with why: what monitoring a source means.</summary>
    public static Admitted<THeaders> LetThrough<THeaders>(
        Scheme scheme, SignedRequest<THeaders> request, Verdict refused)
        where THeaders : ISignedHeaders => refused != Verdict.Genuine
            ? Admitted(scheme, request, refused, default)
            : throw new ArgumentException("What is genuine is admitted, not let through.", nameof(refused));

    /// <summary>The signature that a sender would give, encoded but without prefix.</summary>
    /// <exception cref="FormatException">The secret is not of the scheme's encoding.</exception>
    public static string Sign(Scheme scheme, ReadOnlySpan<byte> body, string secret, string id, string timestamp)
    {
        if (SigningKey.From(scheme, secret) is not MacKey key || scheme.LeanContent is not { } content)
            throw new FormatException("The secret cannot be decoded.");
        Span<byte> mac = stackalloc byte[MacKey.BytesMax];
        return SignatureText.Write(scheme.Encoding, mac[..key.Sign(content, body, id, timestamp, mac)]);
    }

    private static Admitted<THeaders> Admitted<THeaders>(
        Scheme scheme, SignedRequest<THeaders> request, Verdict verdict, Proof proof)
        where THeaders : ISignedHeaders
    {
        if (proof.Events is null && scheme.Batch?.Elements(request.Body) is { } elements)
            proof.Events = [.. elements.Select((element, place) => new SignedEvent(element, null, place))];
        return new(request, verdict, proof);
    }

    private static Verdict Verify<THeaders>(
        Scheme scheme, SignedRequest<THeaders> request, ReadOnlySpan<SigningKey> keys, DateTimeOffset now,
        ref Proof proof)
        where THeaders : ISignedHeaders
    {
        if (keys.IsEmpty)
            return Verdict.NoSecret;
        if (scheme.LeanContent is { } content)
            return VerifyLean(scheme, content, request, keys, now, ref proof);
        return scheme.Batch is { EachIsSigned: true } batch
            ? VerifyEach(scheme, batch, request, keys, now, ref proof)
            : VerifyWhole(scheme, request, keys, now, ref proof);
    }

    private static Verdict VerifyWhole<THeaders>(
        Scheme scheme, SignedRequest<THeaders> request, ReadOnlySpan<SigningKey> keys, DateTimeOffset now,
        ref Proof proof)
        where THeaders : ISignedHeaders
    {
        using var view = new RequestView(request.Headers, request.Body, request.Address)
        {
            ReadsMultipart = scheme.Multipart,
        };
        return scheme.Algorithm switch
        {
            Algorithm.SharedSecret or Algorithm.Basic => SecretVerifier.Verify(scheme, view, keys, ref proof),
            Algorithm.Token => TokenVerifier.Verify(scheme, view, keys, now, ref proof),
            _ => ContentVerifier.Verify(scheme, request.Headers, view, keys, now, ref proof),
        };
    }

    // One element that is not genuine spoils the request: its sender cannot be told of a part.
    private static Verdict VerifyEach<THeaders>(
        Scheme scheme, Batch batch, SignedRequest<THeaders> request, ReadOnlySpan<SigningKey> keys, DateTimeOffset now,
        ref Proof proof)
        where THeaders : ISignedHeaders
    {
        if (batch.Elements(request.Body) is not { Count: > 0 and <= Batch.EventsMax } elements)
            return Verdict.MissingHeader;
        var events = new List<SignedEvent>(elements.Count);
        foreach (var element in elements)
        {
            var own = default(Proof);
            var verdict = VerifyWhole(scheme, request with { Body = element }, keys, now, ref own);
            if (verdict != Verdict.Genuine)
                return verdict;
            events.Add(new(element, own.ContentDigest, events.Count));
            proof.Key = own.Key;
        }

        proof.Events = events;
        return Verdict.Genuine;
    }

    private static Verdict VerifyLean<THeaders>(
        Scheme scheme, SignedContent content, SignedRequest<THeaders> request, ReadOnlySpan<SigningKey> keys,
        DateTimeOffset now, ref Proof proof)
        where THeaders : ISignedHeaders
    {
        var evidence = new Evidence(stackalloc byte[Evidence.RoomBytes(scheme)], stackalloc int[SignaturesMax]);
        var verdict = evidence.Read(scheme, request.Headers);
        if (verdict == Verdict.Genuine)
            verdict = Timeliness.Of(scheme, evidence.Timestamp, now);

        Span<byte> mac = stackalloc byte[MacKey.BytesMax];
        var (id, timestamp) = verdict == Verdict.Genuine ? (evidence.Id.Length, evidence.Timestamp.Length) : (0, 0);
        for (var at = 0; at < keys.Length; at++)
        {
            var length = ((MacKey)keys[at]).Sign(
                content, request.Body.Span, evidence.Id[..id], evidence.Timestamp[..timestamp], mac);
            if (!evidence.Holds(mac[..length]) || verdict != Verdict.Genuine)
                continue;
            proof.Key = at;
            return Verdict.Genuine;
        }

        return verdict == Verdict.Genuine ? Verdict.SignatureMismatch : verdict;
    }
}
