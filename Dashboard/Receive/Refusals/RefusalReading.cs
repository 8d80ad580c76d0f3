using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.Dashboard.Receive.Protocol;
using WebhookSystem.Dashboard.Receive.Otlp;

namespace WebhookSystem.Dashboard.Receive.Refusals;

/// <summary>One reading of a counter of refused requests.</summary>
/// <param name="Instance">The process that counts.</param>
/// <param name="Started">When it began to count, nanoseconds since 1970; 0 where it does not say.</param>
/// <param name="Increment">The value is what came since the last reading, not since the start.</param>
internal sealed record RefusalPoint(
    string Instance, string Source, string Verdict, ulong Started, long Value, bool Increment);

/// <summary>Finds the one counter that the dashboard shows among all metrics.</summary>
internal static class RefusalReading
{
    private const int Delta = 1;

    public static IEnumerable<RefusalPoint> Read(ExportMetricsServiceRequest request) =>
        from resource in request.ResourceMetrics
        let instance = InstanceOf(resource.Resource)
        from scope in resource.ScopeMetrics
        from metric in scope.Metrics
        where metric.Name == TelemetryNames.Received && metric.Sum is not null
        from point in metric.Sum.DataPoints
        let verdict = AttributeText.Of(point.Attributes, EventTags.Verdict) ?? "unknown"
        where !TelemetryNames.LetIn.Contains(verdict, StringComparer.OrdinalIgnoreCase)
        select new RefusalPoint(
            instance, AttributeText.Of(point.Attributes, EventTags.Source) ?? "unknown", verdict,
            point.StartTimeUnixNano, ValueOf(point), metric.Sum.AggregationTemporality == Delta);

    private static string InstanceOf(Resource? resource) => string.Join(
        '/',
        AttributeText.Of(resource?.Attributes, "service.name"),
        AttributeText.Of(resource?.Attributes, "service.instance.id"));

    private static long ValueOf(NumberDataPoint point) =>
        point.ValueCase == NumberDataPoint.ValueOneofCase.AsDouble ? (long)point.AsDouble : point.AsInt;
}
