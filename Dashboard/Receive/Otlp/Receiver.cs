using WebhookSystem.Dashboard.Receive.Logs;
using WebhookSystem.Dashboard.Receive.Protocol;
using WebhookSystem.Dashboard.Receive.Refusals;
using WebhookSystem.Dashboard.Receive.Secrets;
using WebhookSystem.Dashboard.Receive.Traces;

namespace WebhookSystem.Dashboard.Receive.Otlp;

/// <summary>What becomes of telemetry, however it came in.</summary>
internal sealed class Receiver(
    SpanStore spans, LogStore logs, RefusalCounts refusals, LastRefusals lastRefusals, SecretUses secrets)
{
    public void Take(ExportTraceServiceRequest request) => spans.Add(SpanReading.Read(request));

    public void Take(ExportMetricsServiceRequest request)
    {
        refusals.Add([.. RefusalReading.Read(request)]);
        secrets.Add(request);
    }

    public void Take(ExportLogsServiceRequest request)
    {
        logs.Add(LogReading.Read(request));
        lastRefusals.Add([.. LogReading.ReadRefusals(request)]);
    }
}
