using System.Collections.Concurrent;
using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.Ingress.Tests.Room;

namespace WebhookSystem.Ingress.Tests.Observing;

/// <summary>What is counted, logged and traced of requests, good ones and others.</summary>
public sealed class Telemetry : IAsyncLifetime
{
    private const string Body = """{"id":"evt_1","type":"t","note":"canary-of-the-body"}""";

    private readonly IngressRoom _room = new();
    private readonly Lines _lines = new();
    private readonly ConcurrentQueue<string> _counted = new();
    private readonly MeterListener _meters = new();

    public async ValueTask InitializeAsync()
    {
        _room.Configure = services => services.AddSingleton<ILoggerProvider>(_lines);
        await _room.InitializeAsync();
        var factory = _room.Services.GetRequiredService<IMeterFactory>();
        _meters.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Name == TelemetryNames.Received && instrument.Meter.Scope == factory)
                listener.EnableMeasurementEvents(instrument);
        };
        _meters.SetMeasurementEventCallback<long>((_, _, tags, _) => _counted.Enqueue(
            string.Join(' ', tags.ToArray().OrderBy(tag => tag.Key).Select(tag => $"{tag.Key}={tag.Value}"))));
        _meters.Start();
    }

    public async ValueTask DisposeAsync()
    {
        _meters.Dispose();
        await _room.DisposeAsync();
        _lines.Dispose();
    }

    [Fact]
    public async Task Each_request_is_counted_once_by_source_and_verdict_and_a_stranger_s_text_is_no_tag()
    {
        await _room.SendAsync("stripe", Body);
        await _room.SendAsync("stripe", Body, message => message.Headers.Clear());
        await _room.SendAsync("no-such-source", Body);

        Assert.Equal(
            [
                "webhook.source=stripe webhook.verdict=genuine", "webhook.source=stripe webhook.verdict=missing_header",
                "webhook.verdict=unknown_source",
            ],
            _counted);
    }

    [Fact]
    public async Task Each_request_is_one_line_without_its_body_its_signature_or_the_secret()
    {
        var reply = await _room.SendAsync("stripe", Body);
        await _room.SendAsync("stripe", Body, message =>
        {
            message.Headers["Stripe-Signature"] = [message.Headers["Stripe-Signature"][0] + "canary-of-the-signature"];
            message.Headers["User-Agent"] = ["canary-of-the-sender"];
        });

        Assert.Collection(
            _lines.All,
            line => Assert.StartsWith($"stripe genuine: event evt_1, type t, key , delivery {reply.DeliveryId}", line),
            line => Assert.StartsWith("stripe malformed_header: event , type ", line));
        Assert.All(_lines.All, line => Assert.DoesNotContain("canary", line));
        Assert.All(_lines.All, line => Assert.DoesNotContain(IngressRoom.Secret, line));
    }

    [Fact]
    public async Task A_trace_begins_here_whatever_the_sender_says()
    {
        var strangers = ActivityTraceId.CreateRandom();
        using var listener = new ActivityListener
        {
            ShouldListenTo = source => source.Name == "Microsoft.AspNetCore",
            Sample = (ref _) => ActivitySamplingResult.AllData,
        };
        ActivitySource.AddActivityListener(listener);
        var sentIn = new TaskCompletionSource<Activity?>();
        _room.Inbox.BeforeSend = _ =>
        {
            sentIn.SetResult(Activity.Current);
            return Task.CompletedTask;
        };

        await _room.SendAsync("stripe", Body, message =>
            message.Headers["traceparent"] = [$"00-{strangers}-0000000000000001-01"]);

        var span = await sentIn.Task;
        Assert.NotNull(span);
        Assert.NotEqual(strangers, span.TraceId);
        Assert.Null(span.ParentId);
    }

    private sealed class Lines : ILoggerProvider, ILogger
    {
        private readonly ConcurrentQueue<string> _all = new();

        public IReadOnlyList<string> All => [.. _all];

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            if (eventId.Name == "webhook.received")
                _all.Enqueue(formatter(state, exception));
        }

        public void Dispose()
        {
        }
    }
}
