using System.Diagnostics;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Browser;

/// <summary>A trace through four rooms, each with an exporter of its own.</summary>
internal static class TraceStory
{
    private static readonly Step[] Steps =
    [
        new("ingress", "POST /hooks/{source}", ActivityKind.Server, 0, 9.2),
        new("ingress", "verify standard-webhooks", ActivityKind.Internal, 0.4, 0.3),
        new("ingress", "send webhook-inbox", ActivityKind.Producer, 1.1, 7.4),
        new("processor", "process webhook-inbox", ActivityKind.Consumer, 14, 11),
        new("processor", "put webhook-events", ActivityKind.Client, 16, 7.8),
        new("orderer", "process webhook-events", ActivityKind.Consumer, 34, 18),
        new("orderer", "commit cursor", ActivityKind.Client, 36, 6, "The cursor's version had moved on; folded anew."),
        new("orderer", "send webhook-ordered.fifo", ActivityKind.Producer, 45, 6.5),
        new("dispatcher", "process webhook-ordered.fifo", ActivityKind.Consumer, 58, 44),
        new("dispatcher", "POST https://shop.example/hooks", ActivityKind.Client, 61, 40),
    ];

    /// <returns>The context that the provider's request began.</returns>
    public static string? Tell(Running running, string key, DateTimeOffset start)
    {
        string? first = null, room = null;
        foreach (var step in Steps)
        {
            var begins = step.Kind is ActivityKind.Server or ActivityKind.Consumer;
            using var source = new ActivitySource(step.Service);
            using var tracing = ExporterOf(running, step.Service);
            var at = start.AddMilliseconds(step.Start);
            ActivityContext.TryParse(begins ? first : room, null, out var parent);
            using var span = source.StartActivity(step.Name, step.Kind, parent, startTime: at)!;
            span.SetTag("messaging.system", "aws_sqs").SetTag("webhook.key", key);
            span.SetEndTime(at.AddMilliseconds(step.Milliseconds).UtcDateTime);
            if (step.Failure is not null)
                span.SetStatus(ActivityStatusCode.Error, step.Failure);
            first ??= span.Id;
            room = begins ? span.Id : room;
        }

        return first;
    }

    private static TracerProvider ExporterOf(Running running, string service) => Sdk.CreateTracerProviderBuilder()
        .AddSource(service)
        .ConfigureResource(resource => resource.Clear().AddService(service))
        .AddOtlpExporter(exporter =>
        {
            exporter.ExportProcessorType = ExportProcessorType.Simple;
            exporter.Protocol = OtlpExportProtocol.Grpc;
            exporter.Endpoint = running.OtlpGrpc;
        })
        .Build();

    private sealed record Step(
        string Service, string Name, ActivityKind Kind, double Start, double Milliseconds, string? Failure = null);
}
