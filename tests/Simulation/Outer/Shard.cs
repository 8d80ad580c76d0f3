using WebhookSystem.Contracts.Items;

namespace WebhookSystem.Simulation.Outer;

/// <summary>A shard of the table's stream, and how far its reader has come.</summary>
internal sealed class Shard
{
    private int _halved;

    /// <summary>Records of a batch.</summary>
    public required int BatchMax { get; init; }

    public List<StoredEvent> Records { get; } = [];

    /// <summary>The next record to bring; goes back when a batch fails or the reader is rewound.</summary>
    public int Position { get; set; }

    /// <summary>Halved when a batch fails, until one record is left; a batch that succeeds sets it back.</summary>
    public int BatchSize => BatchMax >> _halved;

    /// <summary>The invocation that has the current batch.</summary>
    public Invocation? Reader { get; set; }

    public bool IsDone => Position == Records.Count && Reader is null;

    public void Succeed(int next)
    {
        Position = next;
        _halved = 0;
    }

    public void Fail(int next)
    {
        Position = next;
        _halved += BatchSize > 1 ? 1 : 0;
    }
}
