using Amazon.DynamoDBStreams;
using Amazon.DynamoDBStreams.Model;
using Amazon.Runtime;
using WebhookSystem.LocalAws.Lambda.Batches;
using WebhookSystem.LocalAws.Lambda.Mappings;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Lambda.Streams;

/// <summary>Where a reader finds a stream, and how it learns that there is something new.</summary>
/// <param name="Doorbell">Null where the stream is elsewhere, and so has to be asked again and again.</param>
internal sealed record StreamSource(IAmazonDynamoDBStreams Client, Doorbell? Doorbell);

/// <summary>Reads one shard to its end and hands its records to the lanes, an item's always to the same one.</summary>
internal sealed partial class ShardReader(
    StreamSource source, StreamSettings settings, ShardProgress shard, IReadOnlyList<ShardLane> lanes,
    TimeProvider time, ILogger logger)
{
    private const int PageMax = 1000;

    /// <summary>Ours, of a shard that is written to without pause. Lambda asks four times a second.</summary>
    private static readonly TimeSpan ReadInterval = TimeSpan.FromMilliseconds(10);

    private readonly string _door = Doorbell.DoorOf(settings.SourceArn, shard.ShardId);

    // Asking costs something, a bell does not; but an iterator is good for a quarter of an hour only.
    private readonly BackOff _idle = source.Doorbell is null
        ? new(TimeSpan.FromMilliseconds(50), TimeSpan.FromSeconds(1))
        : new(TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(1));

    private readonly BackOff _trouble = new(TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(5));

    /// <summary>When the shard was asked last; null before the first time.</summary>
    private long? _asked;

    /// <summary>The record after which to read on; null is the beginning.</summary>
    private string? _position;

    /// <returns>When the shard is closed and read; its lanes may still be at work.</returns>
    public async Task RunAsync(CancellationToken stop)
    {
        _position = shard.Rewind();
        string? iterator = null;
        while (true)
        {
            // What is read late is read with what came meanwhile: many records in one call, and in one batch.
            foreach (var lane in lanes)
                await lane.WaitForRoomAsync(stop);
            await PaceAsync(stop);
            var ring = source.Doorbell?.Next(_door);
            try
            {
                iterator ??= await BeginAsync(stop);
                var page = await source.Client.GetRecordsAsync(
                    new GetRecordsRequest { ShardIterator = iterator, Limit = PageMax }, stop);
                await HandOverAsync(page.Records ?? [], stop);
                if ((iterator = page.NextShardIterator) is null)
                    return;
                _trouble.Reset();
                if (page.Records is { Count: > 0 })
                    _idle.Reset();
                else
                    await WaitAsync(ring, stop);
            }
            catch (ExpiredIteratorException)
            {
                iterator = null;
            }
            catch (TrimmedDataAccessException)
            {
                // What comes next is gone already: on with the oldest there is.
                _position = null;
                shard.Skip();
                iterator = null;
            }
            catch (Exception error) when (error is AmazonClientException or HttpRequestException)
            {
                Log.CannotRead(logger, error, settings.SourceArn, shard.ShardId);
                await Task.Delay(_trouble.Next(), time, stop);
            }
        }
    }

    private async Task PaceAsync(CancellationToken stop)
    {
        if (_asked is { } asked && ReadInterval - time.GetElapsedTime(asked) is var left && left > TimeSpan.Zero)
            await Task.Delay(left, time, stop);
        _asked = time.GetTimestamp();
    }

    private async Task<string> BeginAsync(CancellationToken stop)
    {
        var (start, place) = (_position, shard.First, shard.BeginsAtLatest) switch
        {
            ({ } position, _, _) => (ShardIteratorType.AFTER_SEQUENCE_NUMBER, position),
            (null, { } first, _) => (ShardIteratorType.AT_SEQUENCE_NUMBER, first),
            (null, null, true) => (ShardIteratorType.LATEST, null),
            (null, null, false) => (ShardIteratorType.TRIM_HORIZON, null),
        };
        var answer = await source.Client.GetShardIteratorAsync(
            new GetShardIteratorRequest
            {
                StreamArn = settings.SourceArn,
                ShardId = shard.ShardId,
                ShardIteratorType = start,
                SequenceNumber = place,
            },
            stop);
        return answer.ShardIterator;
    }

    private async Task HandOverAsync(List<Record> records, CancellationToken stop)
    {
        if (records.Count == 0)
            return;
        var items = records.Select(record => StreamItem.Of(record, settings.SourceArn)).ToList();
        shard.Read(items);
        _position = items[^1].SequenceNumber;
        var wanted = items.Where(item => settings.Filter.Matches(item.Json)).ToList();
        shard.Finish(items.Except(wanted));
        foreach (var lane in wanted.GroupBy(item => (uint)item.ItemKey.GetHashCode() % (uint)lanes.Count))
            await lanes[(int)lane.Key].AddAsync([.. lane], stop);
    }

    private Task WaitAsync(Task? ring, CancellationToken stop) => source.Doorbell is { } doorbell && ring is not null
        ? doorbell.WaitAsync(ring, _idle.Next(), stop)
        : Task.Delay(_idle.Next(), time, stop);

    private static partial class Log
    {
        [LoggerMessage(
            Level = LogLevel.Warning, EventName = "source.unreadable", Message = "Cannot read {Shard} of {Source}")]
        public static partial void CannotRead(ILogger logger, Exception error, string source, string shard);
    }
}
