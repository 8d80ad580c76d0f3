using Microsoft.Extensions.Options;
using WebhookSystem.Dashboard.Receive.Traces;

namespace WebhookSystem.Dashboard.Tests.Telemetry;

/// <summary>Spans are bounded: the oldest traces go whole.</summary>
public sealed class Bounds
{
    [Fact]
    public void The_oldest_trace_goes_whole_when_there_are_too_many_spans()
    {
        var store = new SpanStore(Options.Create(new DashboardOptions { SpansMax = 3 }), TimeProvider.System);

        store.Add([Span("a", "1"), Span("b", "2"), Span("a", "3"), Span("b", "2"), Span("b", "4")]);

        Assert.Empty(store.Trace("a"));
        Assert.Equal(2, store.Trace("b").Count);
    }

    [Fact]
    public void Bytes_count_too()
    {
        var store = new SpanStore(Options.Create(new DashboardOptions { SpanBytesMax = 20_000 }), TimeProvider.System);

        store.Add([Span("a", "1", new('x', 6_000)), Span("b", "2", new('x', 6_000))]);

        Assert.Empty(store.Trace("a"));
        Assert.Single(store.Trace("b"));
    }

    private static TraceSpan Span(string trace, string id, string name = "step") => new()
    {
        TraceId = trace,
        SpanId = id,
        Name = name,
        Kind = "internal",
        Service = "ingress",
        StartedAt = DateTimeOffset.UnixEpoch,
        Milliseconds = 1,
    };
}
