using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Keep.Ask;

/// <summary>What happened over the last so many minutes, of one source or of all.</summary>
internal sealed record TrafficQuery(string? Source, TimeSpan Span)
{
    /// <summary>The read model's own step.</summary>
    public static readonly TimeSpan Step = TimeSpan.FromSeconds(10);

    public static readonly TimeSpan SpanMax = TimeSpan.FromDays(7);

    /// <summary>More points than this, nobody can tell apart.</summary>
    private const int PointsMax = 100;

    private static readonly int[] Steps = [10, 30, 60, 300, 900, 1800, 3600, 7200];

    private const string Narrowed = "bucket >= $from AND ($source IS NULL OR source = $source)";

    public Traffic Ask(Database database, DateTimeOffset now)
    {
        var step = Steps.First(step => Span.TotalSeconds / step <= PointsMax);
        var last = now.ToUnixTimeSeconds() / step * step;
        var points = (int)Math.Ceiling(Span.TotalSeconds / step);
        var first = last - ((points - 1) * (long)step);
        (string, object?)[] values = [("$from", first), ("$source", Source), ("$step", step)];
        return database.Read(reader =>
        {
            var counts = CountsOf(reader, values);
            var backlog = BacklogOf(reader, step, values);
            return new Traffic(step, now, [.. Enumerable.Range(0, points).Select(index =>
            {
                var bucket = first + (index * (long)step);
                return PointOf(bucket, [.. counts[bucket]], backlog.GetValueOrDefault(bucket));
            })]);
        });
    }

    private static ILookup<long, Count> CountsOf(Reader reader, ReadOnlySpan<(string, object?)> values) => reader.List(
        $"""
        SELECT bucket / $step * $step AS at, kind, bin, SUM(number) AS number FROM traffic WHERE {Narrowed}
        GROUP BY at, kind, bin ORDER BY at, kind, bin
        """,
        static row => (At: row.Whole("at"), Count: new Count(
            (TrafficKind)row.Whole("kind"), row.Whole("bin"), row.Whole("number"))),
        values).ToLookup(static row => row.At, static row => row.Count);

    /// <summary>In each step, the last look: sums over sources of one moment, never of two.</summary>
    private static Dictionary<long, Waiting> BacklogOf(
        Reader reader, long step, ReadOnlySpan<(string, object?)> values) => reader
        .List(
            $"""
            SELECT bucket AS at, SUM(waiting) AS waiting, MAX(age) AS age FROM backlog WHERE {Narrowed}
            AND bucket IN (SELECT MAX(bucket) FROM backlog WHERE bucket >= $from GROUP BY bucket / $step)
            GROUP BY bucket
            """,
            static row => (At: row.Whole("at"), Waiting: new Waiting(
                row.Whole("waiting"), row.Whole("age") / 1e6)),
            values)
        .GroupBy(row => row.At / step * step)
        .ToDictionary(static group => group.Key, static group => group.Last().Waiting);

    private static TrafficPoint PointOf(long bucket, IReadOnlyList<Count> counts, Waiting? waiting)
    {
        var took = counts.Where(static count => count.Kind == TrafficKind.Released)
            .Select(static count => (count.Bin, count.Number)).ToList();
        return new(
            DateTimeOffset.FromUnixTimeSeconds(bucket), Of(TrafficKind.Accepted), Of(TrafficKind.Released),
            Of(TrafficKind.Duplicate), Of(TrafficKind.Rejected),
            TookBins.Percentile(took, 0.5), TookBins.Percentile(took, 0.95), TookBins.Percentile(took, 0.99),
            waiting?.Number, waiting?.OldestSeconds);

        long Of(TrafficKind kind) => counts.Where(count => count.Kind == kind).Sum(static count => count.Number);
    }

    private sealed record Count(TrafficKind Kind, long Bin, long Number);

    private sealed record Waiting(long Number, double OldestSeconds);
}
