namespace WebhookSystem.Contracts.Items;

/// <summary>Names of the table's attributes beside its keys.</summary>
public static class Attributes
{
    public const string Source = "source";
    public const string OrderingKey = "orderingKey";
    public const string EventId = "eventId";
    public const string EventType = "eventType";
    public const string ProviderId = "providerId";
    public const string Position = "position";
    public const string Epoch = "epoch";

    /// <summary>When the Processor stored the event, microseconds since 1970; fixed with it.</summary>
    public const string Arrival = "arrival";
    public const string ReceivedAt = "receivedAt";
    public const string ContentType = "contentType";
    public const string Headers = "headers";
    public const string Digest = "digest";
    public const string Configuration = "configuration";
    public const string DeliveryId = "deliveryId";
    public const string TraceParent = "traceparent";

    /// <summary>Bytes of the raw body.</summary>
    public const string Size = "size";
    public const string Body = "body";
    public const string Bucket = "bucket";
    public const string ObjectKey = "objectKey";

    public const string Cursor = "cursor";
    public const string Version = "version";
    /// <summary>
    /// When this version of the cursor was written: its new releases left then. Shown, never compared.
    /// </summary>
    public const string CommittedAt = "committedAt";
    public const string Ordinal = "ordinal";
    public const string Entries = "entries";
    public const string Number = "number";
    public const string EarlierArrival = "earlierArrival";

    public const string Count = "count";
    public const string Deliveries = "deliveries";
    public const string FirstAt = "firstAt";
    public const string LastAt = "lastAt";
    public const string Reason = "reason";
}
