using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Dashboard.Keep.Views;

/// <summary>An event as a list shows it.</summary>
public record EventRow
{
    public required string Source { get; init; }

    /// <summary>The collection's key: the ordering key, or the event's id where it has none.</summary>
    public required string Key { get; init; }

    public required string Id { get; init; }

    /// <summary>Absent while only its cursor has named the event.</summary>
    public string? Type { get; init; }

    public EventState State { get; init; }

    /// <summary>Whether the event has an ordering key.</summary>
    public bool Ordered { get; init; }

    /// <summary>Its place had passed when it came: released at once, out of order.</summary>
    public bool Late => Marks.HasFlag(ReleaseMarks.Late);

    /// <summary>It overtook an event that had arrived earlier, or was overtaken.</summary>
    public bool Reordered => Marks.HasFlag(ReleaseMarks.Reordered);

    /// <summary>Positions before it were given up.</summary>
    public bool FollowsGap => Marks.HasFlag(ReleaseMarks.FollowsGap);

    /// <summary>It shared its position with another event.</summary>
    public bool Tied => Marks.HasFlag(ReleaseMarks.Tied);

    /// <summary>Place in the released order of its key, from 1.</summary>
    public long? Ordinal { get; init; }

    /// <summary>Place by the provider's own words: a number, or nanoseconds since 1970; decimal digits.</summary>
    public string? Position { get; init; }

    /// <summary>Deliveries after the first.</summary>
    public long Duplicates { get; init; }

    /// <summary>When it was first delivered again.</summary>
    public DateTimeOffset? FirstDuplicateAt { get; init; }

    public DateTimeOffset? LastDuplicateAt { get; init; }

    /// <summary>Deliveries under the same id with another body.</summary>
    public long Conflicts { get; init; }

    /// <summary>Bytes of the raw body.</summary>
    public long? Size { get; init; }

    /// <summary>When the provider's request came in.</summary>
    public DateTimeOffset? ReceivedAt { get; init; }

    /// <summary>When the event was stored.</summary>
    public DateTimeOffset? StoredAt { get; init; }

    /// <summary>Since when it waited; absent where it never did.</summary>
    public DateTimeOffset? HeldAt { get; init; }

    public DateTimeOffset? ReleasedAt { get; init; }

    /// <summary>Why it was given up.</summary>
    public Death? Death { get; init; }

    /// <summary>Why it waits for an operator.</summary>
    public Quarantine? Quarantine { get; init; }

    /// <summary>The trace that the provider's request began.</summary>
    public string? TraceId { get; init; }

    internal ReleaseMarks Marks { get; init; }
}

/// <summary>Which room gave an event up, why and when.</summary>
public sealed record Death(string Room, string Reason, DateTimeOffset At);

/// <summary>Why and since when an event waits for an operator.</summary>
public sealed record Quarantine(string Reason, DateTimeOffset At);

/// <summary>One page of events, newest first.</summary>
public sealed record EventPage
{
    public required IReadOnlyList<EventRow> Events { get; init; }

    /// <summary>Asks for the page after this one; absent where this is the last.</summary>
    public string? Next { get; init; }
}
