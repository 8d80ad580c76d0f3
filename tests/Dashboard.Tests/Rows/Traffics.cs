using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Dashboard.Keep.Ask;
using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Rows;

/// <summary>What happened when, for the charts.</summary>
public sealed class Traffics
{
    private static readonly TrafficQuery QuarterHour = new(null, TimeSpan.FromMinutes(15));

    [Fact]
    public void Events_releases_and_duplicates_are_counted_when_they_happened()
    {
        var stored = Items.Event("e1");

        using var model = Model.Of(
            stored.ToItem(), Items.Duplicates(stored, 3),
            Items.Cursor("order-1", 1, seconds: 2, ring: [Items.Released(stored, 1)]));

        var traffic = Ask(model);
        Assert.Equal((1, 1, 3), (
            traffic.Points.Sum(static point => point.Accepted), traffic.Points.Sum(static point => point.Released),
            traffic.Points.Sum(static point => point.Duplicates)));
        Assert.InRange(traffic.Points.Single(static point => point.P50 is not null).P99!.Value, 1_800, 2_200);
    }

    [Fact]
    public void A_release_that_is_told_twice_is_counted_once()
    {
        var stored = Items.Event("e1");
        var cursor = Items.Cursor("order-1", 1, seconds: 2, ring: [Items.Released(stored, 1)]);
        var later = Items.Cursor("order-1", 2, seconds: 9, ring: [Items.Released(stored, 1, ReleaseMarks.Late)]);

        using var model = Model.Of(later, stored.ToItem(), cursor, cursor, stored.ToItem());

        Assert.Equal((1, 1), (
            Ask(model).Points.Sum(static point => point.Accepted),
            Ask(model).Points.Sum(static point => point.Released)));
    }

    [Fact]
    public void What_happened_is_told_of_one_source_alone()
    {
        using var model = Model.Of(
            Items.Event("e1").ToItem(), (Items.Event("e2") with { Source = "other" }).ToItem());

        var other = new TrafficQuery("other", QuarterHour.Span).Ask(model.Database, Items.Start.AddMinutes(1));

        Assert.Equal(1, other.Points.Sum(static point => point.Accepted));
    }

    [Theory]
    [InlineData(0, 4, null)]
    [InlineData(0, 6, 0.1)]
    [InlineData(-10, 4, 10 / 60.0)]
    public void A_step_that_goes_on_counts_for_what_has_passed_of_it(int begun, int until, double? minutes)
    {
        var at = DateTimeOffset.UnixEpoch.AddSeconds(begun);
        var point = new TrafficPoint(at, 1, 0, 0, 0, null, null, null, null, null);

        var traffic = new Traffic(StepSeconds: 10, DateTimeOffset.UnixEpoch.AddSeconds(until), [point]);

        Assert.Equal(minutes, traffic.MinutesOf(point));
    }

    [Theory]
    [InlineData(0.5, 100)]
    [InlineData(0.95, 5_000)]
    public void A_percentile_is_right_to_a_tenth(double share, double expected)
    {
        (long, long)[] bins =
        [
            .. Enumerable.Repeat(100_000L, 60).Concat(Enumerable.Repeat(5_000_000L, 40))
                .GroupBy(TookBins.Of).Select(static group => (group.Key, (long)group.Count())).Order(),
        ];

        Assert.InRange(TookBins.Percentile(bins, share)!.Value, expected * 0.9, expected * 1.1);
    }

    private static Traffic Ask(Model model) => QuarterHour.Ask(model.Database, Items.Start.AddMinutes(1));
}
