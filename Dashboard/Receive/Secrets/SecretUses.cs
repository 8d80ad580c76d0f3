using System.Collections.Concurrent;
using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.Dashboard.Receive.Otlp;
using WebhookSystem.Dashboard.Receive.Protocol;

namespace WebhookSystem.Dashboard.Receive.Secrets;

/// <summary>When each secret last signed a genuine request, as the receiving rooms tell it.</summary>
internal sealed class SecretUses
{
    /// <summary>Pairs of source and stage; more than that no configuration has.</summary>
    private const int KnownMax = 10_000;

    /// <summary>The end of the year 9999: what a date can hold.</summary>
    private const long LastSecond = 253_402_300_799;

    private readonly ConcurrentDictionary<(string Source, string Stage), DateTimeOffset> _last = new();

    public void Add(ExportMetricsServiceRequest request)
    {
        var points = from resource in request.ResourceMetrics
                     from scope in resource.ScopeMetrics
                     from metric in scope.Metrics
                     where metric.Name == TelemetryNames.SecretLastUsed && metric.Gauge is not null
                     from point in metric.Gauge.DataPoints
                     select point;
        foreach (var point in points)
        {
            if (AttributeText.Of(point.Attributes, EventTags.Source) is { } source
                && AttributeText.Of(point.Attributes, EventTags.SecretStage) is { } stage
                && (_last.Count < KnownMax || _last.ContainsKey((source, stage)))
                && point.AsInt is > 0 and <= LastSecond)
                Note(source, stage, DateTimeOffset.FromUnixTimeSeconds(point.AsInt));
        }
    }

    /// <summary>Null where nobody has told.</summary>
    public DateTimeOffset? Last(string source, string stage) =>
        _last.TryGetValue((source, stage), out var at) ? at : null;

    /// <summary>Several processes receive: the latest counts.</summary>
    private void Note(string source, string stage, DateTimeOffset at) => _last.AddOrUpdate(
        (source, stage), static (_, now) => now, static (_, known, now) => now > known ? now : known, at);
}
