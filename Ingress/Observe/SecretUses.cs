using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.Ingress.Verify;

namespace WebhookSystem.Ingress.Observe;

/// <summary>
/// Which secrets requests were signed with, and when last: a previous one that is still in use is not yet to be
/// retired. By name and stage, never by value.
/// </summary>
internal sealed class SecretUses
{
    private readonly ConcurrentDictionary<(string Source, int Key), Use> _uses = new();

    public SecretUses(IMeterFactory meters)
    {
        var meter = meters.Create(IngressTelemetry.Name);
        meter.CreateObservableCounter(
            TelemetryNames.SecretUsed, () => _uses.Values.Select(use => use.Count), "{request}",
            "Genuine requests by the secret that signed them.");
        meter.CreateObservableGauge(
            TelemetryNames.SecretLastUsed, () => _uses.Values.Select(use => use.LastUsed), "s",
            "When a secret last signed a genuine request, in seconds since 1970.");
    }

    /// <param name="key">Its place among the live keys.</param>
    public void Used(string source, int key, DateTimeOffset at) =>
        _uses.GetOrAdd((source, key), static secret => new(secret.Source, secret.Key)).Note(at);

    private sealed class Use(string source, int key)
    {
        private readonly KeyValuePair<string, object?>[] _tags =
        [
            new(EventTags.Source, source), new(EventTags.SecretName, Topology.Secrets.NameFor(source)),
            new(EventTags.SecretStage, SecretVersions.StageOf(key)),
        ];

        private long _count;
        private long _last;

        public Measurement<long> Count => new(Interlocked.Read(ref _count), _tags);

        public Measurement<long> LastUsed => new(Interlocked.Read(ref _last), _tags);

        public void Note(DateTimeOffset at)
        {
            Interlocked.Increment(ref _count);
            Interlocked.Exchange(ref _last, at.ToUnixTimeSeconds());
        }
    }
}
