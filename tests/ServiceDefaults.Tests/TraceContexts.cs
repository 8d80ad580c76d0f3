using System.Diagnostics;
using WebhookSystem.ServiceDefaults.Observe;

namespace WebhookSystem.ServiceDefaults.Tests;

public sealed class TraceContexts
{
    [Fact]
    public void A_message_carries_the_span_it_was_sent_in()
    {
        using var span = new Activity("send").SetIdFormat(ActivityIdFormat.W3C).Start();

        var received = TraceContext.Incoming(TraceContext.Outgoing());

        Assert.Equal(span.TraceId, received.TraceId);
        Assert.Equal(span.SpanId, received.SpanId);
        Assert.True(received.IsRemote);
    }

    [Fact]
    public void Without_a_span_a_message_carries_nothing() => Assert.Empty(TraceContext.Outgoing());

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("00-0-0-0")]
    [InlineData("no trace context")]
    public void What_is_no_trace_context_is_none(string? text) => Assert.Equal(default, TraceContext.Parse(text));
}
