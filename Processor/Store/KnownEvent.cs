using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;

namespace WebhookSystem.Processor.Store;

/// <summary>What is known of an event that was stored: enough to say what a later delivery of it is.</summary>
/// <param name="Key">Whose collection it stands in.</param>
internal readonly record struct KnownEvent(string Key, string DeliveryId, string Digest)
{
    private const string SortKey = "identity";

    public static KnownEvent Of(StoredEvent stored) => new(stored.CollectionKey, stored.DeliveryId, stored.Digest);

    /// <summary>The item that takes the event's id for it, in a source whose ids are unique.</summary>
    public static Item ToIdentity(StoredEvent stored)
    {
        var item = new Item(Topology.Table.IdentityOf(stored.Source, stored.EventId), SortKey);
        item.SetText(Attributes.OrderingKey, stored.CollectionKey);
        item.SetText(Attributes.DeliveryId, stored.DeliveryId);
        item.SetText(Attributes.Digest, stored.Digest);
        item.SetWhole(Topology.Table.TimeToLive, stored.ExpiresAt.ToUnixTimeSeconds());
        return item;
    }

    /// <exception cref="ItemException">The item takes no id.</exception>
    public static KnownEvent OfIdentity(Item item) => new(
        item.Text(Attributes.OrderingKey), item.Text(Attributes.DeliveryId), item.Text(Attributes.Digest));
}
