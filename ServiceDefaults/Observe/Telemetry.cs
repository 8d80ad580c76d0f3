using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using OpenTelemetry;
using OpenTelemetry.Context.Propagation;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.ServiceDefaults.Health;

namespace WebhookSystem.ServiceDefaults.Observe;

/// <summary>Traces, metrics and logs over OTLP where OTEL_EXPORTER_OTLP_ENDPOINT names a receiver; else none.</summary>
internal static class Telemetry
{
    private const string OwnNames = TelemetryNames.Prefix + ".*";

    extension(IHostApplicationBuilder builder)
    {
        // OpenTelemetry itself reads exporter, sampler and resource attributes from the standard OTEL_* variables.
        public void AddTelemetry(string service)
        {
            builder.Services.TryAddSingleton<TelemetryFlush>();
            if (string.IsNullOrEmpty(builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"]))
                return;

            // The default would also adopt a sender's baggage, which nobody here has a use for.
            Sdk.SetDefaultTextMapPropagator(new TraceContextPropagator());
            builder.Services.AddOpenTelemetry()
                .ConfigureResource(resource => resource.Clear()
                    .AddService(service).AddTelemetrySdk().AddEnvironmentVariableDetector())
                .WithTracing(static tracing => tracing.AddSource(OwnNames)
                    .AddAspNetCoreInstrumentation(static options => options.Filter = IsOurs)
                    .AddHttpClientInstrumentation(static options => options.FilterHttpRequestMessage = IsOurs))
                .WithMetrics(static metrics => metrics.AddMeter(OwnNames)
                    .AddAspNetCoreInstrumentation().AddHttpClientInstrumentation().AddRuntimeInstrumentation())
                .WithLogging(configureBuilder: null, static options => options.IncludeScopes = true)
                .UseOtlpExporter();
        }
    }

    private static bool IsOurs(HttpContext context) => !context.Request.Path.Equals(HealthEndpoint.Path);

    // A queue or a runtime polled while idle would fill the traces; a call that matters has a span of the room's.
    private static bool IsOurs(HttpRequestMessage request) => !request.Headers.Contains("amz-sdk-invocation-id")
        && request.RequestUri?.AbsolutePath.Contains("/runtime/invocation/", StringComparison.Ordinal) != true;
}
