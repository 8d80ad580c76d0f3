using System.Collections.Concurrent;
using System.Diagnostics;
using Amazon.Extensions.NETCore.Setup;
using Amazon.Runtime;
using Amazon.S3;
using Amazon.SQS;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenTelemetry;
using OpenTelemetry.Trace;
using WebhookSystem.ServiceDefaults.Aws;
using WebhookSystem.ServiceDefaults.Health;

namespace WebhookSystem.ServiceDefaults.Tests;

/// <summary>A room with the defaults, whose endpoint calls AWS (which is itself too) and another address.</summary>
public sealed class Spans : IAsyncLifetime
{
    private readonly ConcurrentQueue<Activity> _spans = new();
    private readonly ConcurrentQueue<string> _awsCalls = new();
    private readonly WebApplication _app;

    public Spans()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        // Nobody listens on this port: what is exported is lost, and that must not matter.
        builder.Configuration["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://127.0.0.1:9";
        builder.AddServiceDefaults("room");
        builder.AddAwsClient<IAmazonS3>().AddAwsClient<IAmazonSQS>();
        builder.Services.AddSingleton(_ => new AWSOptions
        {
            Credentials = new BasicAWSCredentials("test", "test"),
            Region = Amazon.RegionEndpoint.USEast1,
            DefaultClientConfig = { ServiceURL = Address.Replace("127.0.0.1", "localhost"), MaxErrorRetry = 0 },
        });
        builder.Services.ConfigureOpenTelemetryTracerProvider(tracing => tracing.AddProcessor(new Collect(_spans)));
        _app = builder.Build();
        _app.MapHealth();
        _app.MapGet("/other", () => "other");
        _app.MapGet("/work", WorkAsync);
        _app.MapFallback(context =>
        {
            _awsCalls.Enqueue(context.Request.Path);
            return context.Response.WriteAsync("{}");
        });
    }

    private string Address => _app.Urls.First();

    public async ValueTask InitializeAsync() => await _app.StartAsync();

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    [Fact]
    public async Task A_call_within_work_has_a_span_and_a_call_of_aws_has_none()
    {
        using var client = new HttpClient();

        await client.GetAsync(new Uri($"{Address}/work"));

        var work = await ServerSpanAsync("/work");
        var outgoing = Assert.Single(_spans, span => span.ParentSpanId == work.SpanId);
        Assert.EndsWith("/other", (string?)outgoing.GetTagItem("url.full"));
    }

    [Fact]
    public async Task A_poll_of_a_queue_or_of_the_runtime_has_no_span()
    {
        using var client = new HttpClient();

        await _app.Services.GetRequiredService<IAmazonSQS>().ReceiveMessageAsync("http://localhost/queue");
        await client.GetAsync(new Uri($"{Address}/2018-06-01/runtime/invocation/next"));
        await client.GetAsync(new Uri($"{Address}/other"));

        await ServerSpanAsync("/other");
        var outgoing = Assert.Single(_spans, span => span.Kind == ActivityKind.Client);
        Assert.EndsWith("/other", (string?)outgoing.GetTagItem("url.full"));
    }

    [Fact]
    public async Task A_health_probe_has_no_span()
    {
        using var client = new HttpClient();

        var answer = await client.GetAsync(new Uri($"{Address}/health"));
        await client.GetAsync(new Uri($"{Address}/other"));

        await ServerSpanAsync("/other");
        Assert.True(answer.IsSuccessStatusCode);
        Assert.DoesNotContain(_spans, span => Equals(span.GetTagItem("url.path"), "/health"));
    }

    [Fact]
    public async Task A_bucket_at_an_endpoint_of_ones_own_is_reached_by_path()
    {
        using var answer = await _app.Services.GetRequiredService<IAmazonS3>().GetObjectAsync("bucket", "key");

        Assert.Contains("/bucket/key", _awsCalls);
    }

    /// <summary>A request's span ends after its answer, and a span that was made earlier is there when it is.</summary>
    private async Task<Activity> ServerSpanAsync(string path)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        while (true)
        {
            if (_spans.FirstOrDefault(span => Equals(span.GetTagItem("url.path"), path)) is { } span)
                return span;
            await Task.Yield();
            deadline.Token.ThrowIfCancellationRequested();
        }
    }

    private static async Task<string> WorkAsync(HttpContext context, IAmazonSQS queues)
    {
        using var client = new HttpClient();
        await queues.ReceiveMessageAsync("http://localhost/queue", context.RequestAborted);
        return await client.GetStringAsync(
            new Uri($"http://{context.Request.Host}/other"), context.RequestAborted);
    }

    private sealed class Collect(ConcurrentQueue<Activity> spans) : BaseProcessor<Activity>
    {
        public override void OnEnd(Activity data)
        {
            if (data.Recorded)
                spans.Enqueue(data);
        }
    }
}
