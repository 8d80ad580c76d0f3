using WebhookSystem.Dashboard.Keep.Ask;
using WebhookSystem.Dashboard.Keep.Storage;
using WebhookSystem.Dashboard.Keep.Views;

namespace WebhookSystem.Dashboard.Keep;

/// <summary>Looks every ten seconds how much waits and since when: no item says so, and charts want it.</summary>
internal sealed class BacklogLook(Database database, TimeProvider time) : BackgroundService
{
    private const string Look = """
        INSERT INTO backlog
        SELECT $bucket, source, SUM(CASE WHEN state IN ($inFlight, $held) THEN events ELSE 0 END),
            MAX(0, $now - COALESCE((SELECT MIN(first) FROM (
                SELECT MIN(at) AS first FROM event WHERE source = tally.source AND state = $inFlight
                UNION ALL SELECT MIN(at) FROM event WHERE source = tally.source AND state = $held)), $now))
        FROM tally GROUP BY source
        ON CONFLICT DO UPDATE SET waiting = excluded.waiting, age = excluded.age
        """;

    public void LookNow()
    {
        var step = (long)TrafficQuery.Step.TotalSeconds;
        var now = time.GetUtcNow();
        var bucket = now.ToUnixTimeSeconds() / step * step;
        database.Write(writer => writer.Execute(
            Look, ("$bucket", bucket), ("$now", Micros.Of(now)),
            ("$inFlight", (int)EventState.InFlight), ("$held", (int)EventState.Held)));
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            LookNow();
            await Task.Delay(TrafficQuery.Step, time, stoppingToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
