using System.Text.Json.Serialization;

namespace WebhookSystem.Contracts.Ordering;

/// <summary>
/// An event that has its ordinal. It takes 24 bytes, for every key keeps its last ones: arrival and marks share a word.
/// </summary>
public readonly record struct ReleasedEntry
{
    private const int MarkBits = 8;

    private readonly long _packed;

    /// <exception cref="OverflowException">The arrival is beyond 56 bits: some 1,140 years from 1970.</exception>
    [JsonConstructor]
    public ReleasedEntry(long ordinal, string id, long arrival, ReleaseMarks marks)
    {
        Ordinal = ordinal;
        Id = id;
        _packed = checked(arrival * (1L << MarkBits)) | (byte)marks;
    }

    public long Ordinal { get; }

    public string Id { get; }

    /// <summary>When the Processor stored it, microseconds since 1970. Never compared with a clock.</summary>
    public long Arrival => _packed >> MarkBits;

    public ReleaseMarks Marks => (ReleaseMarks)(byte)_packed;
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
