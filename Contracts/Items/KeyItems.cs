using System.Text.Json;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Contracts.Items;

/// <summary>A key's cursor as an item: the cursor whole, and what conditions and the sparse index need beside it.</summary>
public static class CursorItem
{
    public static Item Of(string source, string key, KeyCursor cursor, DateTimeOffset now)
    {
        var item = new Item(Topology.Table.CollectionOf(source, key), Topology.Table.Cursor);
        item.SetText(Attributes.Source, source);
        item.SetText(Attributes.OrderingKey, key);
        item.SetWhole(Attributes.Version, cursor.Version);
        item.SetText(Attributes.Cursor, cursor.ToJson());
        item.SetInstant(Attributes.CommittedAt, now);
        if (cursor.Held.Length > 0)
            item.SetInstant(Topology.Table.UnsettledAttribute, now);
        return item;
    }

    /// <exception cref="ItemException">The item is no cursor.</exception>
    public static KeyCursor Read(Item item)
    {
        try
        {
            return KeyCursor.Parse(item.Text(Attributes.Cursor));
        }
        catch (JsonException)
        {
            throw new ItemException(item, Attributes.Cursor, "is no cursor");
        }
    }
}

/// <summary>Sixteen releases of a key that left its cursor. Aligned by ordinal, so that racing writers write the same.</summary>
public static class LogChunk
{
    public static long NumberOf(long ordinal) => ordinal / Topology.Limits.LogChunkEntries;

    public static Item Of(string source, string key, long number, IReadOnlyList<ReleasedEntry> entries, DateTimeOffset now)
    {
        var item = new Item(Topology.Table.CollectionOf(source, key), Topology.Table.LogKey(number));
        item.SetText(Attributes.Entries, JsonSerializer.Serialize([.. entries], ContractsJson.Default.ReleasedEntryArray));
        item.SetWhole(
            Topology.Table.TimeToLive, (now + Topology.Table.Retention + Topology.Table.StreamRetention).ToUnixTimeSeconds());
        return item;
    }

    /// <exception cref="ItemException">The item is no chunk of the log.</exception>
    public static IReadOnlyList<ReleasedEntry> Read(Item item)
    {
        try
        {
            return JsonSerializer.Deserialize(item.Text(Attributes.Entries), ContractsJson.Default.ReleasedEntryArray) ?? [];
        }
        catch (JsonException)
        {
            throw new ItemException(item, Attributes.Entries, "is no list of releases");
        }
    }
}
