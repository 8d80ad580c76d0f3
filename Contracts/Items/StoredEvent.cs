using System.Globalization;
using System.Text.Json;
using WebhookSystem.Contracts.CloudEvents;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Contracts.Items;

/// <summary>An event's item: written once by the Processor under <c>event#{id}</c>, never changed.</summary>
public sealed record StoredEvent
{
    public required string Source { get; init; }

    /// <summary>Absent where the source or the event has no ordering: then the event is its own key.</summary>
    public string? Key { get; init; }

    public required string EventId { get; init; }

    public required string EventType { get; init; }

    public string? ProviderId { get; init; }

    public Int128? Position { get; init; }

    /// <summary>The provider's own number of its start; positions of a later one are beyond all of an
    /// earlier.</summary>
    public Int128? Epoch { get; init; }

    /// <summary>
    /// When it was stored, microseconds since 1970; fixed with the event, compared with other arrivals only.
    /// </summary>
    public required long Arrival { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public string? ContentType { get; init; }

    public required IReadOnlyDictionary<string, string> Headers { get; init; }

    /// <summary>SHA-256 of the raw body, lower-case hex.</summary>
    public required string Digest { get; init; }

    public required string Configuration { get; init; }

    /// <summary>Ingress's id of the first request that brought the event.</summary>
    public required string DeliveryId { get; init; }

    public string? TraceParent { get; init; }

    /// <summary>Bytes of the raw body.</summary>
    public required long Size { get; init; }

    /// <summary>The body as <see cref="StoredBody"/> packs it; null where <see cref="Ticket"/> stands for it.</summary>
    public ReadOnlyMemory<byte>? PackedBody { get; init; }

    public ClaimTicket? Ticket { get; init; }

    public required DateTimeOffset ExpiresAt { get; init; }

    public string CollectionKey => Key ?? EventId;

    /// <param name="body">The packed body, or null where the ticket stands for it.</param>
    public static StoredEvent From(
        InboxMessage message, long size, ReadOnlyMemory<byte>? body, ClaimTicket? ticket, DateTimeOffset now) => new()
        {
            Source = message.Source,
            Key = message.Key,
            EventId = message.EventId,
            EventType = message.EventType,
            ProviderId = message.ProviderId,
            Position = message.Position,
            Epoch = message.Epoch,
            Arrival = (now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond,
            ReceivedAt = message.ReceivedAt,
            ContentType = message.ContentType,
            Headers = message.Headers,
            Digest = message.Digest,
            Configuration = message.Configuration,
            DeliveryId = message.DeliveryId,
            Size = size,
            PackedBody = body,
            Ticket = ticket,
            ExpiresAt = now + Topology.Table.Retention,
        };

    public Item ToItem() => ToItem(Topology.Table.EventKey(EventId));

    /// <summary>
    /// The same attributes under another sort key: a conflict is kept whole beside the event it contradicts.
    /// </summary>
    public Item ToItem(string sortKey)
    {
        var item = new Item(Topology.Table.CollectionOf(Source, CollectionKey), sortKey);
        item.SetText(Attributes.Source, Source);
        item.SetText(Attributes.OrderingKey, Key);
        item.SetText(Attributes.EventId, EventId);
        item.SetText(Attributes.EventType, EventType);
        item.SetText(Attributes.ProviderId, ProviderId);
        item.SetText(Attributes.Position, Position?.ToString(CultureInfo.InvariantCulture));
        item.SetText(Attributes.Epoch, Epoch?.ToString(CultureInfo.InvariantCulture));
        item.SetWhole(Attributes.Arrival, Arrival);
        item.SetInstant(Attributes.ReceivedAt, ReceivedAt);
        item.SetText(Attributes.ContentType, ContentType);
        item.SetText(
            Attributes.Headers,
            JsonSerializer.Serialize(Headers, ContractsJson.Relaxed.IReadOnlyDictionaryStringString));
        item.SetText(Attributes.Digest, Digest);
        item.SetText(Attributes.Configuration, Configuration);
        item.SetText(Attributes.DeliveryId, DeliveryId);
        item.SetText(Attributes.TraceParent, TraceParent);
        item.SetWhole(Attributes.Size, Size);
        if (PackedBody is { } body)
            item[Attributes.Body] = ItemValue.OfBytes(body);
        item.SetText(Attributes.Bucket, Ticket?.Bucket);
        item.SetText(Attributes.ObjectKey, Ticket?.Key);
        item.SetWhole(Topology.Table.TimeToLive, ExpiresAt.ToUnixTimeSeconds());
        return item;
    }

    /// <exception cref="ItemException">The item is no event.</exception>
    public static StoredEvent Read(Item item) => new()
    {
        Source = item.Text(Attributes.Source),
        Key = item.TextOrNull(Attributes.OrderingKey),
        EventId = item.Text(Attributes.EventId),
        EventType = item.Text(Attributes.EventType),
        ProviderId = item.TextOrNull(Attributes.ProviderId),
        Position = NumberOf(item, Attributes.Position),
        Epoch = NumberOf(item, Attributes.Epoch),
        Arrival = item.Whole(Attributes.Arrival),
        ReceivedAt = item.Instant(Attributes.ReceivedAt),
        ContentType = item.TextOrNull(Attributes.ContentType),
        Headers = HeadersOf(item),
        Digest = item.Text(Attributes.Digest),
        Configuration = item.Text(Attributes.Configuration),
        DeliveryId = item.Text(Attributes.DeliveryId),
        TraceParent = item.TextOrNull(Attributes.TraceParent),
        Size = item.Whole(Attributes.Size),
        PackedBody = item.BytesOrNull(Attributes.Body),
        Ticket = TicketOf(item),
        ExpiresAt = DateTimeOffset.FromUnixTimeSeconds(item.Whole(Topology.Table.TimeToLive)),
    };

    /// <summary>The event as consumers see it.</summary>
    /// <exception cref="InvalidDataException">The packed body is damaged.</exception>
    public OrderedEvent ToOrdered(long ordinal, ReleaseMarks marks) => new()
    {
        Source = Source,
        Key = CollectionKey,
        EventId = EventId,
        EventType = EventType,
        ReceivedAt = ReceivedAt,
        Ordinal = ordinal,
        Marks = marks,
        TraceParent = TraceParent,
        ContentType = ContentType,
        Body = PackedBody is { } packed ? StoredBody.Unpack(packed.Span, Size) : default,
        DataReference = Ticket?.Uri,
        DataDigest = Ticket?.Digest,
        DataSize = Ticket?.Size ?? 0,
    };

    private static Int128? NumberOf(Item item, string attribute)
    {
        if (item.TextOrNull(attribute) is not { } digits)
            return null;
        return Int128.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number)
            ? number
            : throw new ItemException(item, attribute, "is no whole number");
    }

    private static Dictionary<string, string> HeadersOf(Item item)
    {
        try
        {
            return JsonSerializer.Deserialize(
                item.Text(Attributes.Headers), ContractsJson.Default.DictionaryStringString) ?? [];
        }
        catch (JsonException)
        {
            throw new ItemException(item, Attributes.Headers, "is no JSON object of strings");
        }
    }

    private static ClaimTicket? TicketOf(Item item) => item.TextOrNull(Attributes.ObjectKey) is { } key
        ? new(item.Text(Attributes.Bucket), key, item.Whole(Attributes.Size), item.Text(Attributes.Digest))
        : null;
}
