using WebhookSystem.Contracts.Items;
using WebhookSystem.Orderer.Release;

namespace WebhookSystem.Simulation.Outer;

/// <summary>The table's stream: a key's records in one shard, or torn over two; some are lost before they are
/// read.</summary>
internal sealed class TableStream
{
    private const int BatchUsual = 7;
    private const int BatchLarge = 40;

    private readonly Random _random;

    public TableStream(Random random)
    {
        _random = random;
        SplitsKeys = random.Next(5) == 0;
        BatchMax = random.Next(SplitsKeys ? 2 : 4) == 0 ? BatchLarge : BatchUsual;
        var shards = SplitsKeys ? 2 : random.Next(1, 3);
        Shards = [.. Enumerable.Range(0, shards).Select(_ => new Shard { BatchMax = BatchMax })];
    }

    public bool SplitsKeys { get; }

    /// <summary>
    /// Mostly small, for more happens then; sometimes so large that a batch releases more than a ring keeps.
    /// </summary>
    public int BatchMax { get; }

    /// <summary>
    /// Two readers at once take so much of one key that each fills a ring: then what one does not know of the other
    /// shows most.
    /// </summary>
    public bool IsContended => SplitsKeys && BatchMax == BatchLarge;

    /// <summary>
    /// Events that are stored at once: one, a few where batches are large, or as many as both readers take.
    /// </summary>
    public int DrawBurst() => IsContended && _random.Next(4) == 0 ? 2 * BatchLarge
        : 1 + _random.Next(BatchMax / BatchUsual);

    /// <summary>Records that a reader takes at once at most: any number, or all that it may.</summary>
    public int DrawBatch(Shard shard) => IsContended && _random.Next(2) == 0 ? shard.BatchSize
        : _random.Next(1, shard.BatchSize + 1);

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
