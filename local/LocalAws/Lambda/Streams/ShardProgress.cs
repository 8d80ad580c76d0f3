using WebhookSystem.LocalAws.Lambda.Kept;

namespace WebhookSystem.LocalAws.Lambda.Streams;

/// <summary>How far a reader has come in a shard: everything up to a record is done, and some beyond may be.</summary>
/// <param name="shardId">The shard.</param>
/// <param name="keep">Is told whenever it has come further.</param>
internal sealed class ShardProgress(string shardId, Action<ShardProgressState> keep)
{
    private readonly Lock _gate = new();
    private readonly Queue<string> _read = [];
    private readonly HashSet<string> _finished = [];
    private ShardProgressState _state = new(null, null, false, false);

    public string ShardId => shardId;

    /// <summary>Nothing before its time is wanted: reading begins with what is yet to come.</summary>
    public bool BeginsAtLatest
    {
        get => _state.BeginsAtLatest;
        set => Change(_state with { BeginsAtLatest = value });
    }

    /// <summary>Closed, and all of it done: its children's turn.</summary>
    public bool IsDrained
    {
        get => _state.IsDrained;
        set => Change(_state with { IsDrained = value });
    }

    /// <summary>The first record that was wanted, to begin with again where none is done yet.</summary>
    public string? First => _state.First;

    public void Restore(ShardProgressState state) => _state = state;

    /// <summary>Forgets what was read, but not done: it will be read again.</summary>
    /// <returns>The last record of those that are done without a gap.</returns>
    public string? Rewind()
    {
        lock (_gate)
        {
            _read.Clear();
            _finished.Clear();
            return _state.Checkpoint;
        }
    }

    /// <summary>What was to come next is there no more: on with the oldest there is.</summary>
    public void Skip() => Change(_state with { Checkpoint = null, First = null, BeginsAtLatest = false });

    public void Read(IReadOnlyList<StreamItem> items)
    {
        lock (_gate)
        {
            foreach (var item in items)
                _read.Enqueue(item.SequenceNumber);
            if (_state is { Checkpoint: null, First: null })
                Change(_state with { First = items[0].SequenceNumber });
        }
    }

    public void Finish(IEnumerable<StreamItem> items)
    {
        lock (_gate)
        {
            _finished.UnionWith(items.Select(static item => item.SequenceNumber));
            var checkpoint = _state.Checkpoint;
            while (_read.TryPeek(out var first) && _finished.Remove(first))
                checkpoint = _read.Dequeue();
            if (checkpoint != _state.Checkpoint)
                Change(_state with { Checkpoint = checkpoint, First = null });
        }
    }

    private void Change(ShardProgressState state)
    {
        lock (_gate)
        {
            _state = state;
            keep(state);
        }
    }
}
