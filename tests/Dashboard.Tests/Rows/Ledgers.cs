using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.Dashboard.Keep;
using WebhookSystem.Dashboard.Keep.Ask;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Rows;

/// <summary>What the ledger's metrics say of the events that are kept.</summary>
public sealed class Ledgers
{
    [Fact]
    public async Task Every_event_is_somewhere_and_one_that_nobody_decides_on_is_told()
    {
        var (first, second, lost) = (Items.Event("e1"), Items.Event("e2", position: 2), Items.Event("e3", position: 3));
        using var model = Model.Of(
            first.ToItem(), second.ToItem(), lost.ToItem(),
            Items.Cursor(
                "order-1", 1, seconds: 1, held: [Items.Held(second, 1)], ring: [Items.Released(first, 1)]));
        var time = new FakeTimeProvider(Items.Start + OverdueQuery.InFlightMax + TimeSpan.FromMinutes(1));
        await using var services = new ServiceCollection().AddMetrics().BuildServiceProvider();
        var metrics = new LedgerMetrics(services.GetRequiredService<IMeterFactory>(), model.Database, time);

        var measured = new Dictionary<string, long>();
        using var listener = new MeterListener();
        listener.InstrumentPublished = (instrument, self) =>
        {
            if (instrument.Name is LedgerMetrics.Events or LedgerMetrics.Overdue)
                self.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<long>((instrument, number, tags, _) =>
            measured[OutcomeIn(tags) ?? instrument.Name] = number);
        listener.Start();
        await metrics.StartAsync(default);
        listener.RecordObservableInstruments();

        Assert.Equal((1, 1, 1), (measured["released"], measured["held"], measured["inflight"]));
        Assert.Equal((0, 0), (measured["quarantined"], measured["dead"]));
        Assert.Equal(1, measured[LedgerMetrics.Overdue]);
    }

    private static string? OutcomeIn(ReadOnlySpan<KeyValuePair<string, object?>> tags)
    {
        foreach (var (name, value) in tags)
        {
            if (name == EventTags.Outcome)
                return (string?)value;
        }

        return null;
    }
}
