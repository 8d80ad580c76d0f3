using System.Collections.Concurrent;

namespace WebhookSystem.LocalAws.Lambda.Streams;

/// <summary>
/// How far a mapping has come in a stream. It outlives the driver, so that an updated mapping goes on from there.
/// </summary>
internal sealed class StreamProgress
{
    private readonly ConcurrentDictionary<string, ShardProgress> _shards = new(StringComparer.Ordinal);

    public bool HasBegun => !_shards.IsEmpty;

    public ShardProgress Of(string shardId) => _shards.GetOrAdd(shardId, static id => new(id));
}

/// <summary>How far a mapping has come in a shard: everything up to a record is done, and some beyond may be.</summary>
internal sealed class ShardProgress(string shardId)
{
    private readonly Lock _gate = new();
    private readonly Queue<string> _read = [];
    private readonly HashSet<string> _finished = [];
    private string? _checkpoint;

    public string ShardId => shardId;

    /// <summary>Nothing before its time is wanted: reading begins with what is yet to come.</summary>
    public bool BeginsAtLatest { get; set; }

    /// <summary>Closed, and all of it done: its children's turn.</summary>
    public bool IsDrained { get; set; }

    /// <summary>Forgets what was read, but not done: it will be read again.</summary>
    /// <returns>The last record of those that are done without a gap.</returns>
    public string? Rewind()
    {
        lock (_gate)
        {
            _read.Clear();
            _finished.Clear();
            return _checkpoint;
        }
    }

    public void Read(IEnumerable<StreamItem> items)
    {
        lock (_gate)
        {
            foreach (var item in items)
                _read.Enqueue(item.SequenceNumber);
        }
    }

    public void Finish(IEnumerable<StreamItem> items)
    {
        lock (_gate)
        {
            _finished.UnionWith(items.Select(static item => item.SequenceNumber));
            while (_read.TryPeek(out var first) && _finished.Remove(first))
                _checkpoint = _read.Dequeue();
        }
    }
}
