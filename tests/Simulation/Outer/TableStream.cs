using WebhookSystem.Contracts.Items;
using WebhookSystem.Orderer.Release;

namespace WebhookSystem.Simulation.Outer;

/// <summary>The table's stream: a key's records in one shard, or torn over two; some are lost before they are
/// read.</summary>
internal sealed class TableStream
{
    private const int BatchUsual = 7;
    private const int BatchLarge = 40;

    public TableStream(Random random)
    {
        SplitsKeys = random.Next(5) == 0;
        BatchMax = random.Next(4) == 0 ? BatchLarge : BatchUsual;
        Shards = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => new Shard { BatchMax = BatchMax })];
    }

    public bool SplitsKeys { get; }

    /// <summary>
    /// Mostly small, for more happens then; sometimes so large that a batch releases more than a ring keeps.
    /// </summary>
    public int BatchMax { get; }

    /// <summary>Events that are stored at once at most: one, or a few where batches are large.</summary>
    public int BurstMax => BatchMax / BatchUsual;

    public List<Shard> Shards { get; }

    /// <summary>Keys of which a record was lost.</summary>
    public HashSet<KeyName> Trimmed { get; } = [];

    public void Append(StoredEvent stored, bool isLost)
    {
        if (isLost)
        {
            Trimmed.Add(new(stored.Source, stored.CollectionKey));
            return;
        }

        var name = SplitsKeys ? stored.EventId : stored.CollectionKey;
        Shards[name.Sum(character => character) % Shards.Count].Records.Add(stored);
    }
}
