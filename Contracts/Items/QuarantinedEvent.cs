namespace WebhookSystem.Contracts.Items;

/// <summary>
/// A late event that waits for an operator, under <c>quarantined#{id}</c> beside its event. The item goes when an
/// operator releases the event. What has an ordinal is released, whatever lies here: an event that was put aside may
/// find its place again when its key begins anew.
/// </summary>
/// <param name="Reason">In words, for people.</param>
public sealed record QuarantinedEvent(
    string Source, string Key, string EventId, string EventType, string Reason, DateTimeOffset At)
{
    public Item ToItem()
    {
        var item = new Item(Topology.Table.CollectionOf(Source, Key), Topology.Table.QuarantinedKey(EventId));
        item.SetText(Attributes.Source, Source);
        item.SetText(Attributes.OrderingKey, Key);
        item.SetText(Attributes.EventId, EventId);
        item.SetText(Attributes.EventType, EventType);
        item.SetText(Attributes.Reason, Reason);
        item.SetInstant(Attributes.FirstAt, At);
        item.SetWhole(Topology.Table.TimeToLive, (At + Topology.Table.Retention).ToUnixTimeSeconds());
        return item;
    }

    /// <exception cref="ItemException">The item is no quarantined event.</exception>
    public static QuarantinedEvent Read(Item item) => new(
        item.Text(Attributes.Source),
        item.Text(Attributes.OrderingKey),
        item.Text(Attributes.EventId),
        item.Text(Attributes.EventType),
        item.Text(Attributes.Reason),
        item.Instant(Attributes.FirstAt));
}
