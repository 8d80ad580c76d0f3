using System.Collections.Concurrent;
using WebhookSystem.LocalAws.DynamoDb.Kept;
using WebhookSystem.LocalAws.DynamoDb.Tables;

namespace WebhookSystem.LocalAws.DynamoDb.Streams;

/// <summary>
/// All streams, also those that were switched off or whose table is gone: they stay readable for a day.
/// </summary>
internal sealed class StreamCatalog(TimeProvider time)
{
    public static readonly TimeSpan Retention = TimeSpan.FromHours(24);

    // What AWS gives a new table: four partitions on demand, one where little throughput is provisioned.
    private const int OnDemandShards = 4;

    private readonly ConcurrentDictionary<string, TableStream> _streams = new(StringComparer.Ordinal);

    public IReadOnlyList<TableStream> All =>
        [.. _streams.Values.OrderBy(static stream => stream.Arn, StringComparer.Ordinal)];

    public TableStream Find(string arn) => _streams.GetValueOrDefault(arn)
        ?? throw Refusals.NotFound($"Stream: {arn} not found");

    public TableStream Open(Table table, StreamViewType view, DateTimeOffset now)
    {
        var shards = table.Definition.BillingMode == BillingMode.PayPerRequest ? OnDemandShards : 1;
        while (true)
        {
            var stream = new TableStream(table, view, shards, now, time);
            if (_streams.TryAdd(stream.Arn, stream))
                return stream;
            now += TimeSpan.FromMilliseconds(1);
        }
    }

    /// <summary>Makes a stream that was there, or takes on how its shards were.</summary>
    public void Restore(StreamState state)
    {
        if (_streams.TryGetValue(state.Arn, out var known))
            known.Restore(state);
        else
            _streams[state.Arn] = new(state, time);
    }

    /// <summary>Drops what is over age.</summary>
    public void Trim()
    {
        var horizon = time.GetUtcNow() - Retention;
        foreach (var stream in _streams.Values)
        {
            stream.Trim();
            if (stream.ClosedAt < horizon)
                _streams.TryRemove(stream.Arn, out _);
        }
    }
}
