using System.Diagnostics;
using System.Diagnostics.Metrics;
using System.IO.Compression;
using System.Net;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry;
using OpenTelemetry.Exporter;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.Dashboard.Receive.Secrets;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Telemetry;

/// <summary>What OpenTelemetry's own exporter sends is understood, over gRPC and over HTTP.</summary>
public sealed class Receiving(Running running) : IClassFixture<Running>
{
    [Theory]
    [InlineData(OtlpExportProtocol.Grpc)]
    [InlineData(OtlpExportProtocol.HttpProtobuf)]
    public async Task A_trace_stands_beside_its_event(OtlpExportProtocol protocol)
    {
        var id = $"traced-{protocol}";
        using var source = new ActivitySource(id);
        string? traceParent;
        using (var tracing = Sdk.CreateTracerProviderBuilder()
            .AddSource(id).ConfigureResource(static resource => resource.Clear().AddService("ingress"))
            .AddOtlpExporter(exporter => Send(exporter, protocol, "/v1/traces")).Build())
        {
            using var root = source.StartActivity("POST /hooks/{source}", ActivityKind.Server);
            using var child = source.StartActivity("send webhook-inbox", ActivityKind.Producer);
            child!.SetTag("messaging.batch.message_count", 1).SetStatus(ActivityStatusCode.Error, "refused");
            traceParent = root!.Id;
        }

        await running.PutAsync((Items.Event(id) with { TraceParent = traceParent }).ToItem());
        var answer = await running.EventuallyAsync(
            $"/api/events/{Items.Source}/order-1/{id}",
            static text => text.Contains("\"spanId\"", StringComparison.Ordinal));

        using var spans = JsonDocument.Parse(answer);
        var steps = spans.RootElement.GetProperty("spans");
        Assert.Equal(2, steps.GetArrayLength());
        Assert.Equal("POST /hooks/{source}", steps[0].GetProperty("name").GetString());
        Assert.Equal("send webhook-inbox", steps[1].GetProperty("name").GetString());
        Assert.Equal("ingress", steps[1].GetProperty("service").GetString());
        Assert.Equal("producer", steps[1].GetProperty("kind").GetString());
        Assert.True(steps[1].GetProperty("failed").GetBoolean());
        Assert.Equal("1", steps[1].GetProperty("attributes").GetProperty("messaging.batch.message_count").GetString());
        Assert.Equal(steps[0].GetProperty("spanId").GetString(), steps[1].GetProperty("parentId").GetString());
    }

    [Fact]
    public void When_a_secret_was_last_used_is_known_from_the_metric()
    {
        using var meter = new Meter("secrets");
        var at = DateTimeOffset.FromUnixTimeSeconds(Items.Start.ToUnixTimeSeconds());
        meter.CreateObservableGauge(TelemetryNames.SecretLastUsed, () => new Measurement<long>(
            at.ToUnixTimeSeconds(), new(EventTags.Source, "shop"), new(EventTags.SecretStage, "AWSPREVIOUS")));
        using (Sdk.CreateMeterProviderBuilder().AddMeter("secrets")
            .AddOtlpExporter(exporter => Send(exporter, OtlpExportProtocol.Grpc, "")).Build())
        {
            // What is measured is sent as it ends.
        }

        var uses = running.Services.GetRequiredService<SecretUses>();
        Assert.Equal(at, uses.Last("shop", "AWSPREVIOUS"));
        Assert.Null(uses.Last("shop", "AWSCURRENT"));
    }

    [Fact]
    public async Task Refused_requests_are_counted_from_the_metric()
    {
        using var meter = new Meter("refusals");
        using (var metrics = Sdk.CreateMeterProviderBuilder().AddMeter("refusals")
            .AddOtlpExporter(exporter => Send(exporter, OtlpExportProtocol.Grpc, "")).Build())
        {
            var received = meter.CreateCounter<long>(TelemetryNames.Received);
            received.Add(5, new(EventTags.Source, "shop"), new(EventTags.Verdict, "genuine"));
            received.Add(3, new(EventTags.Source, "shop"), new(EventTags.Verdict, "signatureMismatch"));
        }

        var answer = await running.EventuallyAsync(
            "/api/counts", static text => text.Contains("\"shop\"", StringComparison.Ordinal));

        using var counts = JsonDocument.Parse(answer);
        Assert.Equal(
            3, counts.RootElement.GetProperty("sources").GetProperty("shop").GetProperty("rejected").GetInt64());
    }

    [Fact]
    public async Task Gzip_is_taken_and_anything_else_refused()
    {
        using var zipped = new MemoryStream();
        await using (var gzip = new GZipStream(zipped, CompressionLevel.Fastest, leaveOpen: true))
            gzip.Write([]);

        Assert.Equal(
            HttpStatusCode.OK, await PostAsync("/v1/logs", zipped.ToArray(), "application/x-protobuf", "gzip"));
        Assert.Equal(HttpStatusCode.BadRequest, await PostAsync("/v1/traces", [0x0a, 0xff], "application/x-protobuf"));
        Assert.Equal(
            HttpStatusCode.UnsupportedMediaType, await PostAsync("/v1/traces", "{}"u8.ToArray(), "application/json"));
    }

    private async Task<HttpStatusCode> PostAsync(string path, byte[] body, string contentType, string? encoding = null)
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new(contentType);
        if (encoding is not null)
            content.Headers.ContentEncoding.Add(encoding);
        using var answer = await running.Http.PostAsync(new Uri(running.OtlpHttp, path), content);
        return answer.StatusCode;
    }

    private void Send(OtlpExporterOptions exporter, OtlpExportProtocol protocol, string path)
    {
        exporter.Protocol = protocol;
        exporter.ExportProcessorType = ExportProcessorType.Simple;
        exporter.Endpoint = protocol == OtlpExportProtocol.Grpc ? running.OtlpGrpc : new(running.OtlpHttp, path);
    }
}
