namespace WebhookSystem.Contracts.Items;

/// <summary>
/// An event that no retry would help, kept beside its key under <c>dead#{id}</c> so that it is seen and can be acted
/// on.
/// </summary>
/// <param name="Room">The service that gave it up.</param>
public sealed record DeadEvent(
    string Source, string Key, string EventId, string EventType, string Room, string Reason, DateTimeOffset At)
{
    private const string RoomAttribute = "room";

    public Item ToItem()
    {
        var item = new Item(Topology.Table.CollectionOf(Source, Key), Topology.Table.DeadKey(EventId));
        item.SetText(Attributes.Source, Source);
        item.SetText(Attributes.OrderingKey, Key);
        item.SetText(Attributes.EventId, EventId);
        item.SetText(Attributes.EventType, EventType);
        item.SetText(RoomAttribute, Room);
        item.SetText(Attributes.Reason, Reason);
        item.SetInstant(Attributes.FirstAt, At);
        item.SetWhole(Topology.Table.TimeToLive, (At + Topology.Table.Retention).ToUnixTimeSeconds());
        return item;
    }

    /// <exception cref="ItemException">The item is no dead event.</exception>
    public static DeadEvent Read(Item item) => new(
        item.Text(Attributes.Source),
        item.Text(Attributes.OrderingKey),
        item.Text(Attributes.EventId),
        item.Text(Attributes.EventType),
        item.Text(RoomAttribute),
        item.Text(Attributes.Reason),
        item.Instant(Attributes.FirstAt));
}
