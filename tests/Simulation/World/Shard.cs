using WebhookSystem.Contracts.Items;

namespace WebhookSystem.Simulation.World;

/// <summary>A shard of the table's stream, and how far its reader has come.</summary>
internal sealed class Shard
{
    public List<StoredEvent> Records { get; } = [];

    /// <summary>The next record to bring; goes back when a batch fails or the reader is rewound.</summary>
    public int Position { get; set; }

    /// <summary>The invocation that has the current batch.</summary>
    public Invocation? Reader { get; set; }

    public bool IsDone => Position == Records.Count && Reader is null;
}
