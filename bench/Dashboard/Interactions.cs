using System.Diagnostics;
using WebhookSystem.Bench.Measure;

namespace WebhookSystem.Bench.Dashboard;

/// <param name="IsPage">A whole page as the browser first gets it, else what one click or key asks for.</param>
internal sealed record Interaction(string Name, bool IsPage, double Median, double P95, double Max)
{
    public static Interaction Of(string name, bool isPage, Latencies latencies) => new(
        name, isPage, latencies.Milliseconds(50), latencies.Milliseconds(95), latencies.MaxMilliseconds());
}

/// <summary>What a person asks for, each often enough to tell its usual time from its worst.</summary>
internal static class Interactions
{
    private const int Times = 40;

    private static readonly (string Name, string Path)[] Asked =
    [
        ("page overview", "/"),
        ("page events", "/events"),
        ("page reordered", "/reordered"),
        ("page late", "/late"),
        ("page event", $"/events/{SeededEvents.SourceOf(17)}/{SeededEvents.KeyOf(17)}/{SeededEvents.IdOf(17)}"),
        ("page key", $"/keys/{SeededEvents.SourceOf(17)}/{SeededEvents.KeyOf(17)}"),
        ("counts", "/api/counts"),
        ("charts of 15 minutes", "/api/traffic?minutes=15"),
        ("charts of a week", "/api/traffic?minutes=10080"),
        ("newest", "/api/events"),
        ("older, half way", "/api/events?to={middle}"),
        ("by source", "/api/events?source=slack"),
        ("by key", $"/api/events?key={SeededEvents.KeyOf(42)}"),
        ("by type", "/api/events?type=order.paid"),
        ("by types", "/api/events?type=order.*"),
        ("by a type of nobody", "/api/events?type=nobody.*"),
        ("waiting", "/api/events?state=waiting"),
        ("late", "/api/events?state=late"),
        ("reordered of a source", "/api/events?state=reordered&source=stripe"),
        ("late of a type", "/api/events?state=late&type=push"),
        ("by a rare word", $"/api/events?text={SeededEvents.Rare}"),
        ("by a frequent word", "/api/events?text=special"),
        ("by an id", $"/api/events?text={SeededEvents.IdOf(12_345)}"),
        ("by a word of nobody", "/api/events?text=nobody+wrote+this"),
        ("by a rare word of a source", $"/api/events?text={SeededEvents.Rare}&source=github"),
    ];

    public static async Task<IReadOnlyList<Interaction>> MeasureAsync(
        DashboardUnderTest subject, CancellationToken cancellationToken)
    {
        var middle = TimeProvider.System.GetUtcNow().AddHours(-12).UtcDateTime.ToString("O");
        var measured = new List<Interaction>();
        foreach (var (name, path) in Asked)
        {
            var address = path.Replace("{middle}", Uri.EscapeDataString(middle), StringComparison.Ordinal);
            var latencies = new Latencies();
            for (var i = -2; i < Times; i++)
            {
                var started = Stopwatch.GetTimestamp();
                using var answer = await subject.Http.GetAsync(new Uri(address, UriKind.Relative), cancellationToken);
                answer.EnsureSuccessStatusCode();
                await answer.Content.ReadAsByteArrayAsync(cancellationToken);

                // The first two pay for what is loaded once.
                if (i >= 0)
                    latencies.Record(started);
            }

            measured.Add(Interaction.Of(name, !address.StartsWith("/api", StringComparison.Ordinal), latencies));
        }

        return measured;
    }
}
