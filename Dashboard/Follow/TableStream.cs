using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using WebhookSystem.Dashboard.Keep.Apply;

namespace WebhookSystem.Dashboard.Follow;

/// <summary>
/// Follows one stream: all its open shards in rounds, back to back while there is something, slower when idle.
/// </summary>
internal sealed class TableStream(
    IAmazonDynamoDBStreams streams, Checkpoints checkpoints, Applying applying, FollowState state, TimeProvider time)
{
    /// <summary>After the first round that finds nothing; twice as long after each further one.</summary>
    private static readonly TimeSpan IdlePauseFirst = TimeSpan.FromMilliseconds(50);

    /// <summary>The longest that a new event waits to be seen.</summary>
    private static readonly TimeSpan IdlePauseMax = TimeSpan.FromMilliseconds(400);

    /// <summary>How often shards are asked for; a shard that ends is followed by its children at once.</summary>
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(10);

    /// <summary>Returns when the stream has ended: every shard is closed and read.</summary>
    public async Task FollowAsync(string arn, CancellationToken cancellationToken)
    {
        var shards = new ShardSet(streams, checkpoints, arn);
        await shards.RefreshAsync(cancellationToken);
        var refreshed = time.GetTimestamp();
        var pause = IdlePauseFirst;
        while (shards.Open.Count > 0)
        {
            var idle = await RoundAsync(shards, cancellationToken);
            if (time.GetElapsedTime(refreshed) > RefreshInterval)
            {
                await shards.RefreshAsync(cancellationToken);
                refreshed = time.GetTimestamp();
            }

            if (!idle)
            {
                pause = IdlePauseFirst;
                continue;
            }

            await Task.Delay(pause, time, cancellationToken);
            pause = pause * 2 < IdlePauseMax ? pause * 2 : IdlePauseMax;
        }
    }

    /// <returns>Whether no shard had anything.</returns>
    private async Task<bool> RoundAsync(ShardSet shards, CancellationToken cancellationToken)
    {
        var open = shards.Open.ToList();
        var pages = await Task.WhenAll(open.Select(shard => shard.ReadAsync(cancellationToken)));
        foreach (var (shard, records) in open.Zip(pages))
        {
            if (records.Count > 0 || shard.HasEnded)
                Keep(shard, records);
        }

        foreach (var ended in open.Where(static shard => shard.HasEnded))
            shards.Close(ended);
        if (open.Exists(static shard => shard.HasEnded))
            await shards.RefreshAsync(cancellationToken);
        Report(shards);
        return pages.All(static records => records.Count == 0);
    }

    private void Keep(OpenShard shard, IReadOnlyList<Record> records)
    {
        IReadOnlyList<TableChange> changes = [.. records.Select(StreamItems.ChangeOf)];
        applying.Apply(changes, writer => Checkpoints.Advance(writer, shard.Id, new(shard.Position, shard.HasEnded)));
    }

    private void Report(ShardSet shards)
    {
        var behind = shards.Open.Count(static shard => !shard.IsCaughtUp);
        if (behind == 0)
            state.Report(Progress.CaughtUp, $"Following {shards.Open.Count} shards.");
        else
            state.Report(Progress.CatchingUp, $"{behind} of {shards.Open.Count} shards are still behind.");
    }
}
