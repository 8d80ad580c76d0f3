using System.Collections.Concurrent;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Verify;

/// <summary>Says whether a request comes from its source's sender, by the secrets that are live now.</summary>
internal sealed class Authenticity(ISecretStore store, TimeProvider time, ILogger<SourceSecret> logger)
{
    private readonly ConcurrentDictionary<string, SourceSecret> _secrets = new(StringComparer.Ordinal);

    /// <param name="receivedAt">The replay window is held against this, however long the body took.</param>
    /// <returns>The verdict, and the request as one that may be read where it is genuine or merely monitored.</returns>
    public async ValueTask<(Verdict Verdict, Admitted<RequestHeaders>? Admitted)> JudgeAsync(
        KnownSource source, SignedRequest<RequestHeaders> request, DateTimeOffset receivedAt,
        CancellationToken cancellationToken)
    {
        var secret = SecretOf(source);
        var keys = await secret.KeysAsync(cancellationToken);
        var admitted = Verifier.Admit(source.Scheme, request, keys?.At(receivedAt), receivedAt, out var verdict);
        if (keys is not null && verdict == Verdict.SignatureMismatch
            && await secret.FresherAsync(keys, cancellationToken) is { } fresher)
            admitted = Verifier.Admit(source.Scheme, request, fresher.At(receivedAt), receivedAt, out verdict);
        if (admitted is null && source.Configuration.Verification == VerificationMode.Monitor)
            admitted = Verifier.LetThrough(source.Scheme, request, verdict);
        return (verdict, admitted);
    }

    /// <summary>The keys that count now; none where no secret is set or could be read.</summary>
    public async ValueTask<SigningKey[]> KeysAsync(
        KnownSource source, DateTimeOffset now, CancellationToken cancellationToken) =>
        await SecretOf(source).KeysAsync(cancellationToken) is { } keys ? keys.At(now) : [];

    private SourceSecret SecretOf(KnownSource source) => _secrets.GetOrAdd(
        source.Name, static (_, made) => new(made.source, made.store, made.time, made.logger),
        (source, store, time, logger));
}
