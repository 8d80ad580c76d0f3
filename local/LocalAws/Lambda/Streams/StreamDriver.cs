using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Amazon.Runtime;
using WebhookSystem.LocalAws.Lambda.Mappings;

namespace WebhookSystem.LocalAws.Lambda.Streams;

/// <summary>
/// Feeds a function from a stream: all its shards side by side, but a child only when its parent is done, so that an
/// item's changes stay in order where a shard was split.
/// </summary>
internal sealed partial class StreamDriver(
    StreamSettings settings, StreamProgress progress, StreamSource source, BatchRunner runner, TimeProvider time,
    ILogger logger)
    : ISourceDriver
{
    private static readonly TimeSpan Rediscovery = TimeSpan.FromSeconds(30);

    private readonly Dictionary<string, Task> _reading = [];

    public async Task RunAsync(CancellationToken stop)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        try
        {
            while (true)
            {
                foreach (var shard in (await DiscoverAsync(stop)).Where(shard => !_reading.ContainsKey(shard)))
                    _reading.Add(shard, ReadAsync(progress.Of(shard), ending.Token));
                await ChangeAsync(stop);
            }
        }
        catch (OperationCanceledException) when (stop.IsCancellationRequested)
        {
            // Nothing more is read. What is at work is brought to its end.
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAny(Task.WhenAll(_reading.Values));
        }
    }

    /// <summary>Ends when a shard has been read to its end, or when it is time to look for new ones.</summary>
    private async Task ChangeAsync(CancellationToken stop)
    {
        using var enough = CancellationTokenSource.CreateLinkedTokenSource(stop);
        await Task.WhenAny([Task.Delay(Rediscovery, time, enough.Token), .. _reading.Values]);
        await enough.CancelAsync();
        stop.ThrowIfCancellationRequested();
        foreach (var (shard, reading) in _reading.Where(static one => one.Value.IsCompleted).ToList())
        {
            await reading;
            _reading.Remove(shard);
        }
    }

    /// <summary>The shards whose turn it is.</summary>
    private async Task<IReadOnlyList<string>> DiscoverAsync(CancellationToken stop)
    {
        try
        {
            var shards = await ListAsync(stop);
            if (!progress.HasBegun)
                Begin(shards);
            var undone = shards.Where(shard => !progress.Of(shard.ShardId).IsDrained).ToList();
            var waitedFor = undone.Select(static shard => shard.ShardId).ToHashSet();
            return [.. undone
                .Where(shard => shard.ParentShardId is null || !waitedFor.Contains(shard.ParentShardId))
                .Select(static shard => shard.ShardId)];
        }
        catch (Exception error) when (error is AmazonClientException or HttpRequestException)
        {
            Log.CannotDescribe(logger, error, settings.SourceArn);
            return [];
        }
    }

    // Who wants only what is to come wants nothing of what is closed, and of the open ones only the end.
    private void Begin(List<Shard> shards)
    {
        foreach (var shard in shards)
        {
            var begun = progress.Of(shard.ShardId);
            if (settings.StartingPosition == StartingPosition.TrimHorizon)
                continue;
            begun.BeginsAtLatest = true;
            begun.IsDrained = shard.SequenceNumberRange.EndingSequenceNumber is not null;
        }
    }

    private async Task<List<Shard>> ListAsync(CancellationToken stop)
    {
        var shards = new List<Shard>();
        string? after = null;
        do
        {
            var answer = await source.Client.DescribeStreamAsync(
                new DescribeStreamRequest { StreamArn = settings.SourceArn, ExclusiveStartShardId = after }, stop);
            shards.AddRange(answer.StreamDescription.Shards ?? []);
            after = answer.StreamDescription.LastEvaluatedShardId;
        }
        while (after is not null);
        return shards;
    }

    private async Task ReadAsync(ShardProgress shard, CancellationToken stop)
    {
        await Task.Yield();
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(stop);
        List<ShardLane> lanes = [.. Enumerable.Range(0, settings.ParallelizationFactor)
            .Select(_ => new ShardLane(shard, runner, settings, time))];
        var working = Task.WhenAll(lanes.Select(lane => WorkAsync(lane, ending)));
        try
        {
            await new ShardReader(source, settings, shard, lanes, time, logger).RunAsync(ending.Token);
            lanes.ForEach(static lane => lane.Complete());
            await working;
            shard.IsDrained = true;
        }
        catch (OperationCanceledException) when (ending.IsCancellationRequested && !working.IsFaulted)
        {
            // Stopped. The checkpoint says where to go on.
        }
        finally
        {
            await ending.CancelAsync();
            await Task.WhenAny(working);
        }
    }

    /// <summary>A lane that breaks takes its shard with it, or the reader would wait for it without end.</summary>
    private static async Task WorkAsync(ShardLane lane, CancellationTokenSource ending)
    {
        await Task.Yield();
        try
        {
            await lane.RunAsync(ending.Token);
        }
        catch
        {
            await ending.CancelAsync();
            throw;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "source.unreadable", Message = "Cannot describe {Source}")]
        public static partial void CannotDescribe(ILogger logger, Exception error, string source);
    }
}
