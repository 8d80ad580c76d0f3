using WebhookSystem.Contracts.Items;
using WebhookSystem.Orderer.Release;

namespace WebhookSystem.Simulation.Outer;

/// <summary>The table's stream: a key's records in one shard, or torn over two; some are lost before they are
/// read.</summary>
internal sealed class TableStream(Random random)
{
    public bool SplitsKeys { get; } = random.Next(5) == 0;

    public List<Shard> Shards { get; } = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => new Shard())];

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
