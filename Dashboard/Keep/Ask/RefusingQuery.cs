using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Keep.Ask;

/// <summary>
/// Sources of which more is refused than let in: a secret is missing or another, or the provider has changed something.
/// </summary>
internal static class RefusingQuery
{
    /// <summary>
    /// Ours: long enough for a provider that sends little, short enough to end soon after what was wrong.
    /// </summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    /// <summary>Ours: fewer are somebody's trial.</summary>
    private const int RequestsMin = 5;

    private const string Refused = """
        SELECT source, verdict, COUNT(*) AS requests FROM refused WHERE at >= $since AND source IS NOT NULL
        GROUP BY source, verdict ORDER BY source, requests DESC
        """;

    private const string LetIn = """
        SELECT source, SUM(number) AS requests FROM traffic WHERE bucket >= $from AND kind IN ($accepted, $duplicate)
        GROUP BY source
        """;

    extension(Database database)
    {
        /// <returns>Each with the most frequent of the reasons.</returns>
        public IReadOnlyList<RefusedCount> Refusing(DateTimeOffset now) => database.Read(reader =>
        {
            var since = now - Window;
            var letIn = reader.List(
                LetIn, static row => new RefusedCount(row.Text("source"), "", row.Whole("requests")),
                ("$from", since.ToUnixTimeSeconds()), ("$accepted", (int)TrafficKind.Accepted),
                ("$duplicate", (int)TrafficKind.Duplicate)).ToDictionary(one => one.Source, one => one.Requests);
            return (IReadOnlyList<RefusedCount>)[.. reader.List(
                Refused,
                static row => new RefusedCount(row.Text("source"), row.Text("verdict"), row.Whole("requests")),
                ("$since", Micros.Of(since)))
                .GroupBy(one => one.Source)
                .Select(source => source.First() with { Requests = source.Sum(one => one.Requests) })
                .Where(one => one.Requests >= RequestsMin && one.Requests > letIn.GetValueOrDefault(one.Source))];
        });
    }
}
