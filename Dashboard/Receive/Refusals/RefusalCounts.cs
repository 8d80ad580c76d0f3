using WebhookSystem.Dashboard.Keep;
using WebhookSystem.Dashboard.Keep.Storage;

namespace WebhookSystem.Dashboard.Receive.Refusals;

/// <summary>Sums counters of many processes, each of which may begin again at nothing.</summary>
internal sealed class RefusalCounts(Database database, Changes changes, TimeProvider time)
{
    private const string Last = """
        SELECT value FROM refusal_series
        WHERE instance = $instance AND source = $source AND verdict = $verdict AND started = $started
        """;

    private const string IsStale = """
        SELECT 1 FROM refusal_series
        WHERE instance = $instance AND source = $source AND verdict = $verdict AND started > $started
        """;

    private const string Remember = """
        INSERT INTO refusal_series VALUES ($instance, $source, $verdict, $started, $value, $seen)
        ON CONFLICT DO UPDATE SET started = $started, value = $value, seen_at = $seen
        """;

    private const string Count = """
        INSERT INTO refusal VALUES ($source, $verdict, $more)
        ON CONFLICT DO UPDATE SET requests = requests + $more
        """;

    public void Add(IReadOnlyList<RefusalPoint> points)
    {
        if (points.Count == 0)
            return;
        database.Write(writer =>
        {
            foreach (var point in points)
                Add(writer, point);
        });
        changes.Publish();
    }

    private void Add(Writer writer, RefusalPoint point)
    {
        var more = point.Increment ? point.Value : SinceLast(writer, point);
        if (more > 0)
            writer.Execute(Count, ("$source", point.Source), ("$verdict", point.Verdict), ("$more", more));
    }

    /// <summary>A new start is a new count from nothing; a reading older than the last one says nothing new.</summary>
    private long SinceLast(Writer writer, RefusalPoint point)
    {
        (string, object?)[] series =
        [
            ("$instance", point.Instance), ("$source", point.Source), ("$verdict", point.Verdict),
            ("$started", (long)point.Started),
        ];
        if (writer.Ask(IsStale, series) is not null)
            return 0;
        var last = writer.Ask(Last, series) as long? ?? 0;
        if (point.Value < last && point.Started > 0)
            return 0;
        writer.Execute(Remember, [.. series, ("$value", point.Value), ("$seen", Micros.Of(time.GetUtcNow()))]);
        return point.Value < last ? point.Value : point.Value - last;
    }
}
