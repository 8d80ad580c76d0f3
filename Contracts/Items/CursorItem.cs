using System.Text.Json;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Contracts.Items;

/// <summary>
/// A key's cursor as an item: the cursor whole, and what conditions and the sparse index need beside it.
/// </summary>
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
