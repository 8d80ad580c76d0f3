using System.Diagnostics.CodeAnalysis;

namespace WebhookSystem.Dashboard.Keep.Views;

/// <summary>Everything known of one event.</summary>
public sealed record EventDetail : EventRow
{
    [SetsRequiredMembers]
    internal EventDetail(EventRow row, Place place)
        : base(row) => Place = place;

    /// <summary>The provider's own id, where it is not signed and so not the identity.</summary>
    public string? ProviderId { get; init; }

    public string? ContentType { get; init; }

    /// <summary>The kept headers of the first delivery.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>SHA-256 of the raw body, lower-case hex.</summary>
    public string? Digest { get; init; }

    /// <summary>Version of the source's configuration that the event was read under.</summary>
    public string? Configuration { get; init; }

    /// <summary>The id that Ingress gave to the first delivery.</summary>
    public string? DeliveryId { get; init; }

    public string? TraceParent { get; init; }

    /// <summary>The object that holds the body, where it is too large for the table.</summary>
    public BodyObject? BodyObject { get; init; }

    public DateTimeOffset ExpiresAt { get; init; }

    /// <summary>The bodies that contradict the event's.</summary>
    public IReadOnlyList<Conflict> Contradictions { get; init; } = [];

    /// <summary>The highest ordinal of its key that is known to be in the queues of its routes; 0 where none
    /// is.</summary>
    public long Sent { get; init; }

    /// <summary>Its place before and after ordering.</summary>
    public Place Place { get; init; }
}

/// <summary>An object of S3.</summary>
public sealed record BodyObject(string Bucket, string Key);

/// <summary>A delivery under a known id with another body.</summary>
/// <param name="Digest">SHA-256 of that other body.</param>
public sealed record Conflict(string Digest, DateTimeOffset ReceivedAt, long Size, string DeliveryId);

/// <summary>An event's place among the events of its key that are kept.</summary>
/// <param name="Arrived">Its place by arrival, from 1; where older events are no longer kept, they count in.</param>
/// <param name="Released">Its ordinal.</param>
/// <param name="HeldFor">Seconds that it waited for others; absent where it did not, or still does.</param>
/// <param name="Events">How many events of the key are kept.</param>
public sealed record Place(long Arrived, long? Released, double? HeldFor, long Events);
