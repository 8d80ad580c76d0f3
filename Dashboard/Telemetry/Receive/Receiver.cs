using WebhookSystem.Dashboard.Telemetry.Protocol;
using WebhookSystem.Dashboard.Telemetry.Refusals;
using WebhookSystem.Dashboard.Telemetry.Spans;

namespace WebhookSystem.Dashboard.Telemetry.Receive;

/// <summary>What becomes of telemetry, however it came in.</summary>
internal sealed class Receiver(SpanStore spans, RefusalCounts refusals)
{
    public void Take(ExportTraceServiceRequest request) => spans.Add(SpanReading.Read(request));

    public void Take(ExportMetricsServiceRequest request) => refusals.Add([.. RefusalReading.Read(request)]);
}
