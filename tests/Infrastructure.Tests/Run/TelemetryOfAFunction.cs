using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using WebhookSystem.Contracts;
using WebhookSystem.Fixtures.Rooms;

namespace WebhookSystem.Infrastructure.Tests.Run;

/// <summary>
/// Lambda freezes a function with its answer. The exporters' own pace is set to hours, so that what arrives was sent
/// with the invocation.
/// </summary>
public sealed class TelemetryOfAFunction
{
    private const string Hours = "36000000";

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [Theory]
    [InlineData(Topology.Services.Ingress, "Ingress")]
    [InlineData(Topology.Services.Lean, "Lean")]
    public async Task Span_metrics_and_log_of_a_request_are_sent_with_its_answer(string room, string project)
    {
        await using var receiver = await Receiver.StartAsync();
        await using var running = await RunningRooms.StartAsync(
            new Dictionary<string, RoomProgram> { [room] = RoomProgram.Built(project) }, byPipe: false,
            new Dictionary<string, string>
            {
                ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address,
                ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
                ["OTEL_BSP_SCHEDULE_DELAY"] = Hours,
                ["OTEL_BLRP_SCHEDULE_DELAY"] = Hours,
                ["OTEL_METRIC_EXPORT_INTERVAL"] = Hours,
                ["Logging__LogLevel__Default"] = "Information",
            },
            TestContext.Current.CancellationToken);

        var answer = await running.InvokeAsync(
            room, HttpApiEvent.Of("standard", "{}", []), TestContext.Current.CancellationToken);

        Assert.Equal(401, answer["statusCode"]!.GetValue<int>());
        Assert.Contains("POST /hooks", await receiver.ReceivesAsync("/v1/traces", "POST /hooks"));
        Assert.Contains("webhook.received", await receiver.ReceivesAsync("/v1/metrics", "webhook.received"));
        await receiver.ReceivesAsync("/v1/logs", "service.name");
    }

    /// <summary>Takes OTLP over HTTP. Names in it are plain text, whatever is around them.</summary>
    private sealed class Receiver : IAsyncDisposable
    {
        private readonly ConcurrentQueue<(string Path, string Text)> _received = [];
        private readonly SemaphoreSlim _arrived = new(0);
        private readonly WebApplication _app;

        private Receiver(WebApplication app) => _app = app;

        public string Address => _app.Urls.First();

        public static async Task<Receiver> StartAsync()
        {
            var builder = WebApplication.CreateSlimBuilder();
            builder.Logging.ClearProviders();
            builder.WebHost.UseUrls("http://127.0.0.1:0");
            var receiver = new Receiver(builder.Build());
            receiver._app.MapPost("/v1/{signal}", async (Microsoft.AspNetCore.Http.HttpContext context) =>
            {
                using var body = new MemoryStream();
                await context.Request.Body.CopyToAsync(body);
                var text = System.Text.Encoding.Latin1.GetString(body.ToArray());
                receiver._received.Enqueue((context.Request.Path, text));
                receiver._arrived.Release();
            });
            await receiver._app.StartAsync();
            return receiver;
        }

        public async Task<string> ReceivesAsync(string path, string text)
        {
            using var deadline = new CancellationTokenSource(Patience);
            while (true)
            {
                if (_received.FirstOrDefault(one => one.Path == path && one.Text.Contains(text)) is { Text: { } found })
                    return found;
                await _arrived.WaitAsync(deadline.Token);
            }
        }

        public async ValueTask DisposeAsync()
        {
            await _app.DisposeAsync();
            _arrived.Dispose();
        }
    }
}
