using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using WebhookSystem.Dashboard.Keep;
using WebhookSystem.Dashboard.Keep.Apply;

namespace WebhookSystem.Dashboard.Follow;

/// <summary>
/// Follows one stream: all its open shards in rounds, back to back only while it is behind. A reader that asks more
/// often takes from the pipeline what nobody sees.
/// </summary>
internal sealed class TableStream(
    IAmazonDynamoDBStreams streams, Checkpoints checkpoints, Applying applying, Changes changes, FollowState state,
    TimeProvider time)
{
    /// <summary>The longest that a new event waits to be seen. Lambda reads a shard as often.</summary>
    private static readonly TimeSpan RoundInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>Ours: records of a page behind which more are likely to wait.</summary>
    private const int BacklogPage = 250;

    /// <summary>How often shards are asked for; a shard that ends is followed by its children at once.</summary>
    private static readonly TimeSpan RefreshInterval = TimeSpan.FromSeconds(10);

    /// <summary>Returns when the stream has ended: every shard is closed and read.</summary>
    public async Task FollowAsync(string arn, CancellationToken cancellationToken)
    {
        var shards = new ShardSet(streams, checkpoints, arn);
        await shards.RefreshAsync(cancellationToken);
        var refreshed = time.GetTimestamp();
        var isFull = false;
        while (shards.Open.Count > 0)
        {
            var started = time.GetTimestamp();
            var wasFull = isFull;
            isFull = await RoundAsync(shards, cancellationToken);

            // One full page is a burst; another at once means that the reader does not keep up.
            changes.IsBehind = isFull && wasFull;
            if (time.GetElapsedTime(refreshed) > RefreshInterval)
            {
                await shards.RefreshAsync(cancellationToken);
                refreshed = time.GetTimestamp();
            }

            var left = RoundInterval - time.GetElapsedTime(started);
            if (!isFull && left > TimeSpan.Zero)
                await Task.Delay(left, time, cancellationToken);
        }
    }

    /// <returns>Whether more is likely to wait.</returns>
    private async Task<bool> RoundAsync(ShardSet shards, CancellationToken cancellationToken)
    {
        var open = shards.Open.ToList();
        var pages = await Task.WhenAll(open.Select(shard => shard.ReadAsync(cancellationToken)));
        Keep([.. open.Where((shard, at) => pages[at].Count > 0 || shard.HasEnded)], pages);

        foreach (var ended in open.Where(static shard => shard.HasEnded))
            shards.Close(ended);
        if (open.Exists(static shard => shard.HasEnded))
            await shards.RefreshAsync(cancellationToken);
        Report(shards);
        return pages.Any(static records => records.Count >= BacklogPage);
    }

    /// <summary>In one transaction: what was read, and how far.</summary>
    private void Keep(IReadOnlyList<OpenShard> read, IEnumerable<IReadOnlyList<Record>> pages)
    {
        if (read.Count == 0)
            return;
        IReadOnlyList<TableChange> batch = [.. pages.SelectMany(records => records).Select(StreamItems.ChangeOf)];
        applying.Apply(batch, writer =>
        {
            foreach (var shard in read)
                Checkpoints.Advance(writer, shard.Id, new(shard.Position, shard.HasEnded));
        });
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
