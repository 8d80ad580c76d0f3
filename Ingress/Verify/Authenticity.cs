using System.Collections.Concurrent;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Ingress.Observe;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Verify;

/// <summary>Says whether a request comes from its source's sender, by the secrets that are live now.</summary>
internal sealed class Authenticity(
    ISecretStore store, PublishedKeys published, SecretUses uses, TimeProvider time, ILogger<SourceSecret> logger)
{
    // By the source itself and not by its name: it takes as long for each.
    private readonly ConcurrentDictionary<KnownSource, SourceSecret> _secrets = new(ReferenceEqualityComparer.Instance)
    {
        [KnownSources.Stranger] = new(KnownSources.Stranger, new NobodysSecret(), time, logger),
    };

    /// <param name="receivedAt">The replay window is held against this, however long the body took.</param>
    /// <returns>The verdict, and the request as one that may be read where it is genuine or merely monitored.</returns>
    public async ValueTask<(Verdict Verdict, Admitted<RequestHeaders>? Admitted)> JudgeAsync(
        KnownSource source, SignedRequest<RequestHeaders> request, DateTimeOffset receivedAt,
        CancellationToken cancellationToken)
    {
        var secret = SecretOf(source);
        var keys = await secret.KeysAsync(cancellationToken);
        var (verdict, admitted) = await JudgeAsync(source, request, keys, receivedAt, cancellationToken);
        if (keys is not null && verdict == Verdict.SignatureMismatch
            && await secret.FresherAsync(keys, cancellationToken) is { } fresher)
            (verdict, admitted) = await JudgeAsync(source, request, fresher, receivedAt, cancellationToken);
        if (admitted is not null)
            uses.Used(source.Name, admitted.Key, receivedAt);
        else if (source.Configuration.Verification == VerificationMode.Monitor)
            admitted = Verifier.LetThrough(source.Scheme, request, verdict);
        return (verdict, admitted);
    }

    /// <summary>The keys that count now; none where no secret is set or could be read.</summary>
    public async ValueTask<SigningKey[]> KeysAsync(
        KnownSource source, DateTimeOffset now, CancellationToken cancellationToken) =>
        await SecretOf(source).KeysAsync(cancellationToken) is { } keys ? keys.At(now) : [];

    private ValueTask<(Verdict Verdict, Admitted<RequestHeaders>? Admitted)> JudgeAsync(
        KnownSource source, SignedRequest<RequestHeaders> request, LiveKeys? keys, DateTimeOffset receivedAt,
        CancellationToken cancellationToken)
    {
        var live = keys?.At(receivedAt) ?? [];
        if (source.Scheme.Published is not null && live.Any(key => key.IsPublished))
            return JudgePublishedAsync(source, request, live, receivedAt, cancellationToken);
        var admitted = Verifier.Admit(source.Scheme, request, live, receivedAt, out var verdict);
        return ValueTask.FromResult((verdict, admitted));
    }

    private async ValueTask<(Verdict Verdict, Admitted<RequestHeaders>? Admitted)> JudgePublishedAsync(
        KnownSource source, SignedRequest<RequestHeaders> request, SigningKey[] live, DateTimeOffset receivedAt,
        CancellationToken cancellationToken)
    {
        var (scheme, where) = (source.Scheme, source.Scheme.Published!);
        var lacking = live.First(key => key.IsPublished);
        if (where.AddressFor(request, lacking) is not { } address)
            return (Verdict.OtherForm, null);
        if (await published.GetAsync(address, where, cancellationToken) is not { } document)
            return (Verdict.NoSecret, null);
        var admitted = Verifier.Admit(scheme, request, Filled(document), receivedAt, out var verdict);
        if (verdict == Verdict.SignatureMismatch
            && await published.FresherAsync(document, where, cancellationToken) is { } fresher)
            admitted = Verifier.Admit(scheme, request, Filled(fresher), receivedAt, out verdict);
        return (verdict, admitted);

        SigningKey[] Filled(PublishedDocument with) =>
            [.. live.Select(key => key.IsPublished ? with.KeyFor(scheme, key) : key)];
    }

    private SourceSecret SecretOf(KnownSource source) => _secrets.GetOrAdd(
        source, static (known, made) => new(known, made.store, made.time, made.logger), (store, time, logger));
}
