using Microsoft.Extensions.Options;
using WebhookSystem.Contracts;
using WebhookSystem.Dashboard.Keep.Storage;

namespace WebhookSystem.Dashboard.Keep;

/// <summary>Lets rows go when their events expire, and the oldest when there are too many.</summary>
internal sealed class Expiry(Database database, Changes changes, IOptions<DashboardOptions> options, TimeProvider time)
    : BackgroundService
{
    private static readonly TimeSpan Interval = TimeSpan.FromMinutes(1);

    /// <summary>So that a sweep never holds up the stream for long.</summary>
    private const int RowsMax = 5_000;

    /// <summary>How long the charts' steps are as fine as they come.</summary>
    private static readonly TimeSpan FineSpan = TimeSpan.FromHours(3);

    private const long CoarseSeconds = 300;

    public void Sweep()
    {
        var now = time.GetUtcNow();
        var rows = 0;
        do
        {
            database.Write(writer => rows = Sweep(writer, now));
            changes.Publish();
        }
        while (rows >= RowsMax);
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            Sweep();
            await Task.Delay(Interval, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private int Sweep(Writer writer, DateTimeOffset now)
    {
        var seconds = now.ToUnixTimeSeconds();
        var keptSince = now - Topology.Table.Retention - Topology.Table.StreamRetention;
        writer.Execute("DELETE FROM conflict WHERE expires_at < $now", ("$now", seconds));
        writer.Execute("DELETE FROM command WHERE expires_at < $now", ("$now", seconds));
        writer.Execute("DELETE FROM cursor WHERE committed_at < $since", ("$since", Micros.Of(keptSince)));
        writer.Execute("DELETE FROM refusal_series WHERE seen_at < $since", ("$since", Micros.Of(keptSince)));
        Thin(writer, now);
        var expired = writer.Execute(
            "DELETE FROM event WHERE number IN (SELECT number FROM event WHERE expires_at < $now LIMIT $max)",
            ("$now", seconds), ("$max", RowsMax));
        var kept = writer.Ask("SELECT SUM(events) FROM tally") as long? ?? 0;
        var over = Math.Clamp(kept - options.Value.EventsMax, 0, RowsMax);
        var oldest = over == 0 ? 0 : writer.Execute(
            "DELETE FROM event WHERE number IN (SELECT number FROM event WHERE at IS NOT NULL ORDER BY at LIMIT $over)",
            ("$over", over));
        return Math.Max(expired, oldest);
    }

    /// <summary>What happened long ago is told in larger steps, and after the retention no more.</summary>
    private static void Thin(Writer writer, DateTimeOffset now)
    {
        var fine = now.ToUnixTimeSeconds() - (long)FineSpan.TotalSeconds;
        (string, object?)[] values = [("$fine", fine - (fine % CoarseSeconds)), ("$step", CoarseSeconds)];
        writer.Execute(
            """
            INSERT INTO traffic SELECT bucket / $step * $step AS at, source, kind, bin, SUM(number) FROM traffic
            WHERE bucket < $fine AND bucket % $step <> 0 GROUP BY at, source, kind, bin
            ON CONFLICT DO UPDATE SET number = number + excluded.number
            """,
            values);
        writer.Execute("DELETE FROM traffic WHERE bucket < $fine AND bucket % $step <> 0", values);
        writer.Execute("DELETE FROM backlog WHERE bucket < $fine AND bucket % $step <> 0", values);
        var since = (now - Topology.Table.Retention).ToUnixTimeSeconds();
        writer.Execute("DELETE FROM traffic WHERE bucket < $since", ("$since", since));
        writer.Execute("DELETE FROM backlog WHERE bucket < $since", ("$since", since));
    }
}
