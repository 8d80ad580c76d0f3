using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Verify;

/// <summary>The keys that a source's secret came to when it was read.</summary>
internal sealed class LiveKeys
{
    private readonly SigningKey[] _withPrevious;
    private readonly SigningKey[] _current;
    private readonly DateTimeOffset _currentSince;

    public LiveKeys(Scheme scheme, SecretVersions versions, DateTimeOffset readAt)
    {
        var current = KeyOf(scheme, versions.Current);
        _current = current is null ? [] : [current];
        // Where the current secret is unusable, somebody is to notice: the previous one does not cover it up.
        _withPrevious = current is not null && KeyOf(scheme, versions.Previous) is { } previous
            ? [current, previous]
            : _current;
        _currentSince = versions.CurrentSince;
        ReadAt = readAt;
    }

    public DateTimeOffset ReadAt { get; }

    public SigningKey[] At(DateTimeOffset now) =>
        SecretVersions.PreviousCounts(_currentSince, now) ? _withPrevious : _current;

    private static SigningKey? KeyOf(Scheme scheme, string? secret) =>
        secret is null ? null : SigningKey.From(scheme, secret);
}
