using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Keep.Ask;

/// <summary>Refused requests, newest first.</summary>
/// <param name="Before">The <see cref="Refusals.Next"/> of the page before.</param>
internal sealed record RefusedQuery(string? Source = null, string? Verdict = null, long? Before = null)
{
    private const int PageSize = 50;

    public Refusals Ask(Database database) => database.Read(reader =>
    {
        var counts = reader.List(
            "SELECT * FROM refusal ORDER BY requests DESC, source, verdict",
            static row => new RefusedCount(row.Text("source"), row.Text("verdict"), row.Whole("requests")));
        var requests = reader.List(
            """
            SELECT * FROM refused WHERE ($source IS NULL OR source = $source)
                AND ($verdict IS NULL OR verdict = $verdict) AND ($before IS NULL OR number < $before)
            ORDER BY number DESC LIMIT $limit
            """,
            static row => new RefusedRequest(
                row.Whole("number"), Micros.ToInstant(row.Whole("at")), row.TextOrNull("source"), row.Text("verdict"),
                row.WholeOrNull("bytes"), row.TextOrNull("trace_id")),
            ("$source", Source), ("$verdict", Verdict), ("$before", Before), ("$limit", PageSize + 1));
        return new Refusals(
            counts, [.. requests.Take(PageSize)], requests.Count > PageSize ? requests[PageSize - 1].Number : null);
    });
}
