using Grpc.Core;
using WebhookSystem.Dashboard.Receive.Protocol;

namespace WebhookSystem.Dashboard.Receive.Otlp;

/// <summary>OTLP over gRPC: traces.</summary>
internal sealed class TraceExport(Receiver receiver) : TraceService.TraceServiceBase
{
    public override Task<ExportTraceServiceResponse> Export(
        ExportTraceServiceRequest request, ServerCallContext context)
    {
        receiver.Take(request);
        return Task.FromResult(new ExportTraceServiceResponse());
    }
}

/// <summary>OTLP over gRPC: metrics.</summary>
internal sealed class MetricsExport(Receiver receiver) : MetricsService.MetricsServiceBase
{
    public override Task<ExportMetricsServiceResponse> Export(
        ExportMetricsServiceRequest request, ServerCallContext context)
    {
        receiver.Take(request);
        return Task.FromResult(new ExportMetricsServiceResponse());
    }
}

/// <summary>OTLP over gRPC: logs.</summary>
internal sealed class LogsExport(Receiver receiver) : LogsService.LogsServiceBase
{
    public override Task<ExportLogsServiceResponse> Export(
        ExportLogsServiceRequest request, ServerCallContext context)
    {
        receiver.Take(request);
        return Task.FromResult(new ExportLogsServiceResponse());
    }
}
