using WebhookSystem.Dashboard.Show.Parts;
using WebhookSystem.Dashboard.Show.Events;
using WebhookSystem.Dashboard.Receive.Traces;

namespace WebhookSystem.Dashboard.Tests.Components;

/// <summary>A trace is laid out whatever has come of it so far.</summary>
public sealed class Waterfalls
{
    [Fact]
    public void A_step_stands_under_the_one_that_began_it()
    {
        var chart = WaterfallChart.Of(
            [Span("1", null, 0, 100), Span("2", "1", 10, 20), Span("4", "1", 40, 10), Span("3", "2", 12, 5)]);

        Assert.Equal(["1", "2", "3", "4"], chart.Rows.Select(static row => row.Span.SpanId));
        Assert.Equal([0, 1, 2, 1], chart.Rows.Select(static row => row.Depth));
        Assert.Equal((0.1, 0.2), (chart.Rows[1].Left, chart.Rows[1].Width));
    }

    [Fact]
    public void A_step_whose_beginner_has_not_come_stands_alone() =>
        Assert.Equal(0, Assert.Single(WaterfallChart.Of([Span("2", "1", 0, 0)]).Rows).Depth);

    [Fact]
    public void Steps_that_claim_to_have_begun_each_other_are_shown_once() =>
        Assert.Equal(2, WaterfallChart.Of([Span("1", "2", 0, 1), Span("2", "1", 0, 1)]).Rows.Count);

    [Theory]
    [InlineData(1, "1st")]
    [InlineData(2, "2nd")]
    [InlineData(3, "3rd")]
    [InlineData(11, "11th")]
    [InlineData(112, "112th")]
    [InlineData(1021, "1,021st")]
    public void Places_are_said_in_words(long place, string word) => Assert.Equal(word, Say.Nth(place));

    private static TraceSpan Span(string id, string? parent, double start, double milliseconds) => new()
    {
        TraceId = "t",
        SpanId = id,
        ParentId = parent,
        Name = id,
        Kind = "internal",
        Service = "ingress",
        StartedAt = DateTimeOffset.UnixEpoch.AddMilliseconds(start),
        Milliseconds = milliseconds,
    };
}
