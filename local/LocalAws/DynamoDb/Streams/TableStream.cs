using WebhookSystem.LocalAws.DynamoDb.Tables;

namespace WebhookSystem.LocalAws.DynamoDb.Streams;

/// <summary>What a read of a shard found, and where the next begins; null where the shard has ended.</summary>
internal sealed record StreamPage(IReadOnlyList<StreamRecord> Records, SequenceNumber? Next);

/// <summary>One stream of a table, from its switching on to its switching off and a day beyond.</summary>
internal sealed partial class TableStream
{
    private const int PageBytesMax = 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly List<Shard> _shards = [];
    private readonly TimeProvider _time;
    private SequenceNumber _next = new(1);

    public TableStream(Table table, StreamViewType view, int shards, DateTimeOffset label, TimeProvider time)
    {
        _time = time;
        View = view;
        TableName = table.Definition.Name;
        Schema = table.Schema;
        Created = label;
        Label = label.ToString("yyyy-MM-ddTHH:mm:ss.fff");
        Arn = $"{table.Definition.Arn}/stream/{Label}";
        var width = ulong.MaxValue / (ulong)shards;
        for (var i = 0; i < shards; i++)
        {
            var last = i == shards - 1 ? ulong.MaxValue : (width * (ulong)(i + 1)) - 1;
            Open(null, width * (ulong)i, last);
        }
    }

    public string Arn { get; }

    public string Label { get; }

    public string TableName { get; }

    public StreamViewType View { get; }

    public KeySchema Schema { get; }

    public DateTimeOffset Created { get; }

    public bool IsOpen => ClosedAt is null;

    public DateTimeOffset? ClosedAt { get; private set; }

    private DateTimeOffset Horizon => _time.GetUtcNow() - StreamCatalog.Retention;

    /// <summary>The shards that still are or may hold something, parents before children.</summary>
    public IReadOnlyList<Shard> Shards
    {
        get
        {
            lock (_gate)
            {
                Trim();
                return [.. _shards];
            }
        }
    }

    public void Append(Change change, DateTimeOffset now)
    {
        if (!IsOpen)
            return;
        lock (_gate)
        {
            var record = StreamRecord.Of(change, _next, EventIdOf(_next), View, now);
            _next = _next.Next;
            _shards.Find(shard => shard.Covers(change.Key.Hash))!.Append(record);
        }
    }

    /// <summary>The open shard that takes an item's changes; null where the stream is closed.</summary>
    public Shard? ShardOf(ulong hash)
    {
        lock (_gate)
            return _shards.Find(shard => shard.Covers(hash));
    }

    public Shard FindShard(string shardId) => Shards.FirstOrDefault(shard => shard.Id == shardId)
        ?? throw Refusals.NotFound($"Shard: {shardId} in Stream: {Arn} not found");

    /// <summary>The number the next record will have: where a reader begins that wants only what is to come.</summary>
    public SequenceNumber Latest
    {
        get
        {
            lock (_gate)
                return _next;
        }
    }

    /// <summary>Reads on from <paramref name="from"/>; zero is the oldest record there is.</summary>
    public StreamPage Read(Shard shard, SequenceNumber from, int limit)
    {
        lock (_gate)
        {
            Trim();
            if (from.Count > 0 && shard.Trimmed is { } trimmed && !(trimmed < from))
                throw ShardIterator.Trimmed();

            var bytes = 0;
            var records = shard.From(from).Take(limit)
                .TakeWhile(record => (bytes += record.Bytes) <= PageBytesMax || bytes == record.Bytes)
                .ToList();
            var next = records.Count > 0 ? records[^1].Number.Next : from;
            return new(records, next > shard.End || (shard.End is not null && !shard.From(next).Any()) ? null : next);
        }
    }

    /// <summary>Closes a shard and opens two in its place, as AWS does when a partition splits.</summary>
    public (Shard Lower, Shard Upper) Split(string shardId)
    {
        lock (_gate)
        {
            var parent = _shards.Find(shard => shard.Id == shardId && shard.End is null)
                ?? throw new InvalidOperationException($"{shardId} is no open shard.");
            CloseShard(parent);
            var middle = parent.FirstHash + ((parent.LastHash - parent.FirstHash) / 2);
            return (Open(parent.Id, parent.FirstHash, middle), Open(parent.Id, middle + 1, parent.LastHash));
        }
    }

    /// <returns>The shards that were open until now.</returns>
    public IReadOnlyList<Shard> Close()
    {
        lock (_gate)
        {
            if (!IsOpen)
                return [];
            ClosedAt = _time.GetUtcNow();
            var open = _shards.Where(static shard => shard.End is null).ToList();
            open.ForEach(CloseShard);
            return open;
        }
    }

    public void Trim()
    {
        lock (_gate)
        {
            foreach (var shard in _shards)
                shard.Trim(Horizon);
            _shards.RemoveAll(shard => shard.ClosedAt < Horizon && shard.IsEmpty);
        }
    }

    private Shard Open(string? parentId, ulong firstHash, ulong lastHash)
    {
        var opened = Created.ToUnixTimeMilliseconds() + _shards.Count;
        var id = $"shardId-{opened:D20}-{_next.Count % 0xffffffff:x8}";
        var shard = new Shard(id, parentId, firstHash, lastHash, _next);
        _shards.Add(shard);
        _next = _next.Next;
        return shard;
    }

    private void CloseShard(Shard shard)
    {
        shard.Close(_next, _time.GetUtcNow());
        _next = _next.Next;
    }
}
