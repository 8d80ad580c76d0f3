using WebhookSystem.Dashboard.Receive.Protocol;
using WebhookSystem.Dashboard.Receive.Refusals;
using WebhookSystem.Dashboard.Receive.Spans;

namespace WebhookSystem.Dashboard.Receive.Otlp;

/// <summary>What becomes of telemetry, however it came in.</summary>
internal sealed class Receiver(SpanStore spans, RefusalCounts refusals)
{
    public void Take(ExportTraceServiceRequest request) => spans.Add(SpanReading.Read(request));

    public void Take(ExportMetricsServiceRequest request) => refusals.Add([.. RefusalReading.Read(request)]);
}
