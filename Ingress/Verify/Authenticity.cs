using System.Collections.Concurrent;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Verify;

/// <summary>Says whether a request comes from its source's sender, by the secrets that are live now.</summary>
internal sealed class Authenticity(ISecretStore store, TimeProvider time, ILogger<SourceSecret> logger)
{
    private readonly ConcurrentDictionary<string, SourceSecret> _secrets = new(StringComparer.Ordinal);

    /// <param name="receivedAt">The replay window is held against this, however long the body took.</param>
    public async ValueTask<Verdict> VerifyAsync(
        KnownSource source, SignedRequest<RequestHeaders> request, DateTimeOffset receivedAt,
        CancellationToken cancellationToken)
    {
        var secret = SecretOf(source);
        if (await secret.KeysAsync(cancellationToken) is not { } keys)
            return Verdict.NoSecret;
        var verdict = Verifier.Verify(source.Scheme, request, keys.At(receivedAt), receivedAt);
        return verdict == Verdict.SignatureMismatch && await secret.FresherAsync(keys, cancellationToken) is { } fresher
            ? Verifier.Verify(source.Scheme, request, fresher.At(receivedAt), receivedAt)
            : verdict;
    }

    /// <summary>The keys that count now; none where no secret is set or could be read.</summary>
    public async ValueTask<SigningKey[]> KeysAsync(
        KnownSource source, DateTimeOffset now, CancellationToken cancellationToken) =>
        await SecretOf(source).KeysAsync(cancellationToken) is { } keys ? keys.At(now) : [];

    private SourceSecret SecretOf(KnownSource source) => _secrets.GetOrAdd(
        source.Name, static (_, made) => new(made.source, made.store, made.time, made.logger),
        (source, store, time, logger));
}
