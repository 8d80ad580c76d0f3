using Microsoft.AspNetCore.RequestDecompression;
using WebhookSystem.Dashboard.Listen;
using WebhookSystem.Dashboard.Receive.Logs;
using WebhookSystem.Dashboard.Receive.Otlp;
using WebhookSystem.Dashboard.Receive.Refusals;
using WebhookSystem.Dashboard.Receive.Secrets;
using WebhookSystem.Dashboard.Receive.Traces;

namespace WebhookSystem.Dashboard.Receive;

internal static class ReceiveRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        public void AddTelemetryReceiver()
        {
            builder.Services.AddGrpc(static grpc => grpc.MaxReceiveMessageSize = HttpEndpoints.ExportBytesMax);
            builder.Services.AddRequestDecompression();
            builder.Services.AddSingleton<SpanStore>();
            builder.Services.AddSingleton<LogStore>();
            builder.Services.AddSingleton<RefusalCounts>();
            builder.Services.AddSingleton<LastRefusals>();
            builder.Services.AddSingleton<SecretUses>();
            builder.Services.AddSingleton<Receiver>();
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        public void MapTelemetryReceiver()
        {
            var telemetry = routes.MapGroup("").WithMetadata(TelemetryOnly.Mark).AllowAnonymous().DisableHttpMetrics();
            telemetry.MapGrpcService<TraceExport>();
            telemetry.MapGrpcService<MetricsExport>();
            telemetry.MapGrpcService<LogsExport>();
            telemetry.MapOtlpOverHttp();
        }
    }
}
