using System.Text.Json.Serialization;

namespace WebhookSystem.Contracts.Ordering;

/// <summary>An event that has its ordinal.</summary>
public readonly record struct ReleasedEntry
{
    /// <exception cref="OverflowException">The arrival is beyond 56 bits: some 1,140 years from 1970.</exception>
    [JsonConstructor]
    public ReleasedEntry(long ordinal, string id, long arrival, ReleaseMarks marks)
        : this(ordinal, new KeptRelease(id, arrival, marks))
    {
    }

    internal ReleasedEntry(long ordinal, KeptRelease kept) => (Ordinal, Kept) = (ordinal, kept);

    public long Ordinal { get; }

    public string Id => Kept.Id;

    /// <summary>When the Processor stored it, microseconds since 1970. Never compared with a clock.</summary>
    public long Arrival => Kept.Arrival;

    public ReleaseMarks Marks => Kept.Marks;

    internal KeptRelease Kept { get; }
}

/// <summary>What was unusual about a release.</summary>
[Flags]
public enum ReleaseMarks : byte
{
    None = 0,

    /// <summary>Its place had passed: it was released out of order, at once.</summary>
    Late = 1,

    /// <summary>Positions before it were given up.</summary>
    FollowsGap = 2,

    /// <summary>It shared its position with another event.</summary>
    Tied = 4,

    /// <summary>It overtook an event that had arrived earlier, or was overtaken by one that arrived later.</summary>
    Reordered = 8,
}
