using WebhookSystem.Contracts.Events;

namespace WebhookSystem.Verification;

/// <summary>
/// A request that was held against its scheme and may be read. Only a <see cref="Verifier"/> makes one, so that what
/// nobody judged reaches no handler.
/// </summary>
public sealed class Admitted<THeaders>
    where THeaders : ISignedHeaders
{
    internal Admitted(SignedRequest<THeaders> request, Verdict verdict, in Proof proof)
    {
        Request = request;
        Verdict = verdict;
        Key = proof.Key;
        Events = proof.Events ?? [new(request.Body, proof.ContentDigest)];
    }

    public SignedRequest<THeaders> Request { get; }

    /// <summary>
    /// Other than genuine only where a source is monitored: the request was let through all the same.
    /// </summary>
    public Verdict Verdict { get; }

    /// <summary>Which of the live keys it was.</summary>
    public int Key { get; }

    /// <summary>SHA-256 of the whole body.</summary>
    public string BodyDigest => field ??= Digest.Of(Request.Body.Span);

    /// <summary>The events that the request brings: one, or a batch's.</summary>
    public IReadOnlyList<SignedEvent> Events { get; }
}

/// <summary>An event of a request.</summary>
/// <param name="ContentDigest">Of what was signed, where that is not the whole body.</param>
/// <param name="Place">Where it stands in its batch; null where it came alone.</param>
public readonly record struct SignedEvent(ReadOnlyMemory<byte> Body, string? ContentDigest, int? Place = null);

/// <summary>What is learnt of a request while it is verified.</summary>
internal record struct Proof(int Key, string? ContentDigest, IReadOnlyList<SignedEvent>? Events);
