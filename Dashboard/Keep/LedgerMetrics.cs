using System.Diagnostics.Metrics;
using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.Dashboard.Keep.Ask;
using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Keep;

/// <summary>
/// The ledger as metrics: accepted events by source and by where they are, and how many are in no place they may be
/// in. An alert belongs on the second.
/// </summary>
internal sealed class LedgerMetrics(IMeterFactory meters, Database database, TimeProvider time) : IHostedService
{
    public const string Events = "event.ledger";
    public const string Overdue = "event.overdue";

    public Task StartAsync(CancellationToken cancellationToken)
    {
        var meter = meters.Create(TelemetryNames.Prefix + ".Dashboard");
        meter.CreateObservableGauge(
            Events, () => database.Counts().Sources.SelectMany(Measure), "{event}", "Events kept, by where they are.");
        meter.CreateObservableGauge(
            Overdue, () => database.Overdue(time.GetUtcNow()), "{event}",
            "Events stored a while ago that nobody has decided on.");
        return Task.CompletedTask;
    }

    // The factory disposes of its meters.
    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static IEnumerable<Measurement<long>> Measure(KeyValuePair<string, Counts> source) =>
        from place in Places(source.Value)
        select new Measurement<long>(
            place.Number, new(EventTags.Source, source.Key), new(EventTags.Outcome, place.Name));

    private static (string Name, long Number)[] Places(Counts counts) =>
    [
        ("released", counts.Released), ("held", counts.Held), ("inflight", counts.InFlight),
        ("quarantined", counts.Quarantined), ("dead", counts.Dead),
    ];
}
