using WebhookSystem.LocalAws.DynamoDb.Streams;
using WebhookSystem.LocalAws.DynamoDb.Tables;

namespace WebhookSystem.LocalAws.DynamoDb;

/// <summary>
/// Deletes what has expired, and trims streams, every few seconds. AWS takes its time as well (hours, even days):
/// until it comes by, an expired item reads like any other.
/// </summary>
internal sealed class TimeToLiveSweeper(Database database, StreamCatalog streams, TimeProvider time) : BackgroundService
{
    private const int DeletesPerTurn = 1_000;

    public static readonly TimeSpan Period = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Period, time);
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            Sweep();
            streams.Trim();
        }
    }

    private void Sweep()
    {
        foreach (var table in database.Tables)
        {
            // The gate is given back between turns, so that a great expiry does not hold up requests.
            while (SweepOnce(table) == DeletesPerTurn)
                Thread.Yield();
        }
    }

    private int SweepOnce(Table table)
    {
        lock (table.Gate)
        {
            Change[] expired = [.. table.Expired(time.GetUtcNow()).Take(DeletesPerTurn).Select(
                row => new Change(table, row.Key, row.Item, null, ChangeOrigin.TimeToLive))];
            database.Commit(expired);
            return expired.Length;
        }
    }
}
