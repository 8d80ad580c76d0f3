using System.Text;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Dashboard.Keep.Apply;

namespace WebhookSystem.Dashboard.Tests.Scene;

/// <summary>Items as Processor and Orderer write them.</summary>
internal static class Items
{
    public const string Source = "standard";

    /// <summary>
    /// Recent, so that nothing has expired where a whole dashboard runs; whole seconds, so that times read well.
    /// </summary>
    public static readonly DateTimeOffset Start =
        DateTimeOffset.FromUnixTimeSeconds(TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() - 60);

    public static StoredEvent Event(
        string id, string? key = "order-1", long? position = null, double seconds = 0, string body = "{}",
        DateTimeOffset? start = null)
    {
        var received = (start ?? Start).AddSeconds(seconds);
        var bytes = Encoding.UTF8.GetBytes(body);
        return StoredEvent.From(
            new()
            {
                DeliveryId = $"delivery-{id}",
                Source = Source,
                EventId = id,
                EventType = "order.paid",
                Key = key,
                Position = position,
                ReceivedAt = received,
                ContentType = "application/json",
                Headers = new Dictionary<string, string> { ["webhook-id"] = id },
                Digest = Digest.Of(bytes),
                Configuration = "c1",
            },
            bytes.Length, StoredBody.Pack(bytes), ticket: null, received.AddMilliseconds(8));
    }

    public static Item Cursor(
        string key, long version, double seconds, IEnumerable<HeldEntry>? held = null,
        IEnumerable<ReleasedEntry>? ring = null, IEnumerable<MissingRange>? missing = null,
        DateTimeOffset? start = null)
    {
        var cursor = new KeyCursor
        {
            Version = version,
            Started = true,
            NextOrdinal = (ring?.Max(static entry => (long?)entry.Ordinal) ?? 0) + 1,
            Held = [.. held ?? []],
            Ring = [.. ring ?? []],
            Missing = [.. missing ?? []],
        };
        return CursorItem.Of(Source, key, cursor, (start ?? Start).AddSeconds(seconds));
    }

    public static HeldEntry Held(StoredEvent stored, long version) =>
        new(stored.Position ?? 0, 0, stored.Arrival, stored.EventId, version);

    public static ReleasedEntry Released(StoredEvent stored, long ordinal, ReleaseMarks marks = ReleaseMarks.None) =>
        new(ordinal, stored.EventId, stored.Arrival, marks);

    public static Item Duplicates(StoredEvent stored, long count)
    {
        var item = new Item(
            Topology.Table.CollectionOf(stored.Source, stored.CollectionKey),
            Topology.Table.DuplicateKey(stored.EventId));
        item.SetText(Attributes.Source, stored.Source);
        item.SetText(Attributes.OrderingKey, stored.CollectionKey);
        item.SetText(Attributes.EventId, stored.EventId);
        item.SetWhole(Attributes.Count, count);
        item.SetInstant(Attributes.FirstAt, stored.ReceivedAt.AddSeconds(1));
        item.SetInstant(Attributes.LastAt, stored.ReceivedAt.AddSeconds(count));
        return item;
    }

    /// <summary>Up to which ordinal the queues are known to have the key's releases.</summary>
    public static Item Mark(string key, long ordinal)
    {
        var item = new Item(Topology.Table.CollectionOf(Source, key), Topology.Table.SentMark);
        item.SetWhole(Attributes.Ordinal, ordinal);
        return item;
    }

    public static Item Conflict(StoredEvent stored, string body) => (stored with
    {
        Digest = Digest.Of(body),
        Size = Encoding.UTF8.GetByteCount(body),
        PackedBody = StoredBody.Pack(Encoding.UTF8.GetBytes(body)),
    }).ToItem(Topology.Table.ConflictKey(stored.EventId, Digest.Of(body)));

    public static Item Dead(StoredEvent stored, string reason = "It cannot be rendered.") => new DeadEvent(
        stored.Source, stored.CollectionKey, stored.EventId, stored.EventType, "orderer", reason,
        stored.ReceivedAt.AddSeconds(2)).ToItem();

    public static Item Quarantined(StoredEvent stored) => new QuarantinedEvent(
        stored.Source, stored.CollectionKey, stored.EventId, stored.EventType, "Number 3 came after 5 had left.",
        stored.ReceivedAt.AddSeconds(2)).ToItem();

    public static Item Done(string id, string action, string? key, double seconds) => new CommandRecord(
        id, action, key is null ? null : Source, key, EventId: null, Route: null, "somebody", Start,
        Start.AddSeconds(seconds), DryRun: false, "Done.").ToItem();

    public static TableChange Change(Item item) => new(item.PartitionKey, item.SortKey, item);
}
