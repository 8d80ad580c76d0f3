using Microsoft.Extensions.Time.Testing;
using WebhookSystem.Dashboard.Keep.Ask;
using WebhookSystem.Dashboard.Receive.Refusals;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Telemetry;

/// <summary>
/// Counters of many processes are summed, whatever their temporality and however often they begin again.
/// </summary>
public sealed class Refusing : IDisposable
{
    private readonly Model _model = new();
    private readonly RefusalCounts _counts;

    public Refusing()
    {
        var time = new FakeTimeProvider(Items.Start);
        _counts = new(_model.Database, new(time), time);
    }

    [Fact]
    public void A_cumulative_counter_counts_its_growth()
    {
        _counts.Add([Cumulative(5), Cumulative(5), Cumulative(7)]);

        Assert.Equal(7, Rejected);
    }

    [Fact]
    public void A_process_that_began_again_counts_from_nothing()
    {
        _counts.Add([Cumulative(5, started: 1), Cumulative(2, started: 2), Cumulative(5, started: 1)]);

        Assert.Equal(7, Rejected);
    }

    [Fact]
    public void A_counter_without_a_start_that_falls_has_begun_again()
    {
        _counts.Add([Cumulative(5, started: 0), Cumulative(2, started: 0)]);

        Assert.Equal(7, Rejected);
    }

    [Fact]
    public void Increments_and_processes_add_up()
    {
        _counts.Add(
            [Cumulative(5), Cumulative(5) with { Instance = "other" }, Cumulative(2) with { Increment = true }]);

        Assert.Equal(12, Rejected);
    }

    private long Rejected => _model.Database.Counts().Rejected;

    public void Dispose() => _model.Dispose();

    private static RefusalPoint Cumulative(long value, ulong started = 1) =>
        new("ingress/1", "shop", "malformedHeader", started, value, Increment: false);
}
