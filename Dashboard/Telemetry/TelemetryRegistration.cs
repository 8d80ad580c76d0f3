using Microsoft.AspNetCore.RequestDecompression;
using WebhookSystem.Dashboard.Telemetry.Receive;
using WebhookSystem.Dashboard.Telemetry.Refusals;
using WebhookSystem.Dashboard.Telemetry.Spans;

namespace WebhookSystem.Dashboard.Telemetry;

internal static class TelemetryRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        public void AddTelemetryReceiver()
        {
            builder.Services.AddGrpc(static grpc => grpc.MaxReceiveMessageSize = HttpEndpoints.ExportBytesMax);
            builder.Services.AddRequestDecompression();
            builder.Services.AddSingleton<SpanStore>();
            builder.Services.AddSingleton<RefusalCounts>();
            builder.Services.AddSingleton<Receiver>();
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        public void MapTelemetryReceiver()
        {
            routes.MapGrpcService<TraceExport>().DisableHttpMetrics();
            routes.MapGrpcService<MetricsExport>().DisableHttpMetrics();
            routes.MapGrpcService<LogsExport>().DisableHttpMetrics();
            routes.MapOtlpOverHttp();
        }
    }
}
