using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting;

/// <summary>Tells resources where their telemetry goes.</summary>
public static class OtlpConfigurationExtensions
{
    private const string DefaultEndpoint = "http://localhost:18889";
    private const string DevelopmentMilliseconds = "1000";

    public static IResourceBuilder<T> WithOtlpExporter<T>(this IResourceBuilder<T> builder)
        where T : IResourceWithEnvironment
    {
        AddOtlpEnvironment(
            builder.Resource, builder.ApplicationBuilder.Configuration, builder.ApplicationBuilder.Environment);
        return builder;
    }

    public static void AddOtlpEnvironment(
        IResource resource, IConfiguration configuration, IHostEnvironment environment) =>
        resource.Annotations.Add(new EnvironmentCallbackAnnotation(context =>
        {
            var variables = context.EnvironmentVariables;
            var (endpoint, protocol) = Destination(configuration);
            variables["OTEL_EXPORTER_OTLP_ENDPOINT"] = endpoint;
            variables["OTEL_EXPORTER_OTLP_PROTOCOL"] = protocol;
            variables["OTEL_RESOURCE_ATTRIBUTES"] = InstanceValue.TelemetryInstance;
            variables["OTEL_SERVICE_NAME"] = resource.Name;
            if (configuration["AppHost:OtlpApiKey"] is { } key)
                variables["OTEL_EXPORTER_OTLP_HEADERS"] = $"x-otlp-api-key={key}";
            if (!environment.IsDevelopment())
                return;

            // Whoever develops wants to see everything, and at once.
            variables["OTEL_BLRP_SCHEDULE_DELAY"] = DevelopmentMilliseconds;
            variables["OTEL_BSP_SCHEDULE_DELAY"] = DevelopmentMilliseconds;
            variables["OTEL_METRIC_EXPORT_INTERVAL"] = DevelopmentMilliseconds;
            variables["OTEL_TRACES_SAMPLER"] = "always_on";
            variables["OTEL_METRICS_EXEMPLAR_FILTER"] = "trace_based";
            variables["OTEL_INSTRUMENTATION_GENAI_CAPTURE_MESSAGE_CONTENT"] = "true";
        }));

    private static (string Endpoint, string Protocol) Destination(IConfiguration configuration)
    {
        var grpc = configuration["ASPIRE_DASHBOARD_OTLP_ENDPOINT_URL"]
            ?? configuration["DOTNET_DASHBOARD_OTLP_ENDPOINT_URL"];
        var http = configuration["ASPIRE_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"]
            ?? configuration["DOTNET_DASHBOARD_OTLP_HTTP_ENDPOINT_URL"];
        return grpc is null && http is not null ? (http, "http/protobuf") : (grpc ?? DefaultEndpoint, "grpc");
    }
}
