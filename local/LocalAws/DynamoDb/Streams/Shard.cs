using WebhookSystem.LocalAws.DynamoDb.Kept;

namespace WebhookSystem.LocalAws.DynamoDb.Streams;

/// <summary>
/// The records of those items whose partition key hashes into the shard's range. Guarded by the stream.
/// </summary>
internal sealed class Shard(string id, string? parentId, ulong firstHash, ulong lastHash, SequenceNumber start)
{
    private readonly List<StreamRecord> _records = [];

    /// <summary>Records at the front that are over age, but not yet worth moving all others for.</summary>
    private int _dead;

    public string Id { get; } = id;

    public string? ParentId { get; } = parentId;

    public ulong FirstHash { get; } = firstHash;

    public ulong LastHash { get; } = lastHash;

    public SequenceNumber Start { get; } = start;

    /// <summary>The last number it may hold, once closed.</summary>
    public SequenceNumber? End { get; private set; }

    public DateTimeOffset? ClosedAt { get; private set; }

    /// <summary>The newest number that has been trimmed away, or null where nothing has.</summary>
    public SequenceNumber? Trimmed { get; private set; }

    public bool IsEmpty => _dead == _records.Count;

    public bool Covers(ulong hash) => End is null && hash >= FirstHash && hash <= LastHash;

    public void Append(StreamRecord record) => _records.Add(record);

    public void Close(SequenceNumber end, DateTimeOffset now) => (End, ClosedAt) = (end, now);

    public ShardState State() => new(
        Id, ParentId, FirstHash, LastHash, Start.Count, End?.Count, ClosedAt, Trimmed?.Count);

    /// <summary>Takes on what may have changed since it was opened.</summary>
    public void Restore(ShardState state)
    {
        End = state.End is { } end ? new(end) : null;
        ClosedAt = state.ClosedAt;
        Trimmed ??= state.Trimmed is { } trimmed ? new(trimmed) : null;
    }

    /// <summary>The records from a number on, oldest first.</summary>
    public IEnumerable<StreamRecord> From(SequenceNumber number)
    {
        int low = _dead, high = _records.Count;
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_records[middle].Number < number)
                low = middle + 1;
            else
                high = middle;
        }

        for (; low < _records.Count; low++)
            yield return _records[low];
    }

    public void Trim(DateTimeOffset olderThan)
    {
        while (_dead < _records.Count && _records[_dead].At < olderThan)
            Trimmed = _records[_dead++].Number;
        if (_dead <= _records.Count / 2)
            return;
        _records.RemoveRange(0, _dead);
        _dead = 0;
    }
}
