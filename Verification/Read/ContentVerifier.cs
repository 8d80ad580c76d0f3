using WebhookSystem.Contracts.Events;
using WebhookSystem.Verification.Content;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Read;

/// <summary>Verifies signatures over contents that are put together from more than body, id and timestamp.</summary>
internal static class ContentVerifier
{
    public static Verdict Verify<THeaders>(
        Scheme scheme, THeaders headers, RequestView request, ReadOnlySpan<SigningKey> keys, DateTimeOffset now,
        ref Proof proof)
        where THeaders : ISignedHeaders
    {
        var evidence = new Evidence(
            stackalloc byte[Evidence.RoomBytes(scheme)], stackalloc int[Verifier.SignaturesMax]);
        var verdict = scheme.SignatureAt is null
            ? evidence.Read(scheme, headers)
            : ReadElsewhere(ref evidence, scheme, headers, request);
        if (verdict == Verdict.Genuine && !scheme.Requires.All(condition => condition.Holds(request)))
            verdict = Verdict.OtherForm;

        if (verdict == Verdict.Genuine)
            verdict = scheme.TimestampAt is null ? Timeliness.Of(scheme, evidence.Timestamp, now) : verdict;
        if (verdict == Verdict.Genuine)
        {
            verdict = VerifySigned(scheme, evidence, request, keys, ref proof);
            // A timestamp within the body is looked for only now that the body is believed.
            return verdict == Verdict.Genuine && scheme.TimestampAt is { } place
                ? Timeliness.Of(scheme, request.Find(place), now)
                : verdict;
        }

        // As much work as a signature would have been.
        foreach (var key in keys)
            key.Holds(evidence, request.Body.Span);
        return verdict;
    }

    private static Verdict VerifySigned(
        Scheme scheme, scoped in Evidence evidence, RequestView request, ReadOnlySpan<SigningKey> keys, ref Proof proof)
    {
        var writer = new ContentWriter(scheme, request, evidence.Id.ToString(), evidence.Timestamp.ToString());
        var isWritten = false;
        for (var at = 0; at < keys.Length; at++)
        {
            if (!IsPinned(scheme, request, keys[at]))
                continue;
            foreach (var content in writer.Candidates(keys[at].Setting))
            {
                isWritten = true;
                if (!keys[at].Holds(evidence, content.Signed))
                    continue;
                proof = proof with { Key = at, ContentDigest = DigestOf(scheme, content, request) };
                return Verdict.Genuine;
            }
        }

        return isWritten ? Verdict.SignatureMismatch : Verdict.OtherForm;
    }

    private static bool IsPinned(Scheme scheme, RequestView request, SigningKey key) => scheme.Pinned.All(
        pin => key.Setting(pin.Key) is not { } wanted || request.Find(pin.Value) == wanted);

    private static string? DigestOf(Scheme scheme, Written content, RequestView request)
    {
        if (scheme.Identity != Identity.Body)
            return content.HoldsBody ? null : Digest.Of(content.Timeless);

        // The same fields come in another body each time, between boundaries drawn anew.
        return request.IsMultipart ? Digest.Of(Field.WriteAll(request.Form)) : null;
    }

    private static Verdict ReadElsewhere<THeaders>(
        ref Evidence evidence, Scheme scheme, THeaders headers, RequestView request)
        where THeaders : ISignedHeaders
    {
        if (request.Find(scheme.SignatureAt!) is not { Length: > 0 } text)
            return Verdict.MissingHeader;
        var verdict = evidence.Take(scheme, text);
        var named = evidence.ReadNames(scheme, headers);
        return verdict != Verdict.Genuine ? verdict : named;
    }
}
