namespace WebhookSystem.Contracts.Items;

/// <summary>
/// How often an event was delivered again, under <c>duplicate#{id}</c>. The Processor counts by an update expression;
/// beside these the item holds a bounded set of delivery ids, so that an inbox message seen twice counts once.
/// </summary>
/// <param name="Count">Deliveries after the first.</param>
public sealed record DuplicateCount(
    string Source, string Key, string EventId, long Count, DateTimeOffset FirstAt, DateTimeOffset LastAt)
{
    /// <exception cref="ItemException">The item is no duplicate count.</exception>
    public static DuplicateCount Read(Item item) => new(
        item.Text(Attributes.Source),
        item.Text(Attributes.OrderingKey),
        item.Text(Attributes.EventId),
        item.Whole(Attributes.Count),
        item.Instant(Attributes.FirstAt),
        item.Instant(Attributes.LastAt));
}
