using System.Text.Json;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Contracts.Items;

/// <summary>
/// Releases of a key that left its cursor, under <c>log#{number}</c>: sixteen ordinals, aligned, never changed.
/// </summary>
/// <param name="EarlierArrival">The newest arrival in all chunks before: an event newer than that is in none of
/// them.</param>
public sealed record LogChunk(long Number, long EarlierArrival, ReleaseRun Entries)
{
    public static long NumberOf(long ordinal) => ordinal / Topology.Limits.LogChunkEntries;

    /// <summary>The lowest ordinal of a chunk.</summary>
    public static long FirstOf(long number) => number * Topology.Limits.LogChunkEntries;

    public Item ToItem(string source, string key, DateTimeOffset now)
    {
        var item = new Item(Topology.Table.CollectionOf(source, key), Topology.Table.LogKey(Number));
        item.SetWhole(Attributes.Number, Number);
        item.SetWhole(Attributes.EarlierArrival, EarlierArrival);
        item.SetText(Attributes.Entries, JsonSerializer.Serialize(Entries, ContractsJson.Relaxed.ReleaseRun));
        var expiresAt = now + Topology.Table.Retention + Topology.Table.StreamRetention;
        item.SetWhole(Topology.Table.TimeToLive, expiresAt.ToUnixTimeSeconds());
        return item;
    }

    /// <exception cref="ItemException">The item is no chunk of the log.</exception>
    public static LogChunk Read(Item item)
    {
        try
        {
            var entries = JsonSerializer.Deserialize(item.Text(Attributes.Entries), ContractsJson.Default.ReleaseRun);
            return new(item.Whole(Attributes.Number), item.Whole(Attributes.EarlierArrival), entries);
        }
        catch (JsonException)
        {
            throw new ItemException(item, Attributes.Entries, "is no list of releases");
        }
    }
}
