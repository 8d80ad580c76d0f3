namespace WebhookSystem.Contracts.Sources;

/// <summary>
/// Whether a key may stand where nothing is signed. It is part of an event's identity: whoever captured a request can
/// then send it again under another key, as a new event.
/// </summary>
public enum UnsignedKey
{
    Refuse,
    Accept,
}

/// <summary>How bodies may be packed. None is the default: a small body could unpack to any size.</summary>
public enum ContentCoding
{
    None,

    /// <summary>Taken beside unpacked bodies, within the body's limit and a bounded ratio.</summary>
    Gzip,
}

/// <summary>What a source's positions mean.</summary>
public enum OrderingMode
{
    /// <summary>An integer: an event is released when it is the next.</summary>
    Sequence,

    /// <summary>An instant: an event is released after a hold, in order.</summary>
    Timestamp,

    /// <summary>None: an event is released as it comes.</summary>
    Arrival,
}

/// <summary>What becomes of an event whose place has passed.</summary>
public enum LatePolicy
{
    /// <summary>Released at once, marked late.</summary>
    Deliver,

    /// <summary>Kept aside, visible, until an operator releases it.</summary>
    Quarantine,
}

/// <summary>How it is known how far a key's releases have been sent.</summary>
public enum SentMark
{
    /// <summary>It is written once they are: one small write for each key and batch.</summary>
    Written,

    /// <summary>
    /// The stream's next batch says so, by bringing nothing that was brought before. Only where no shard splits a key
    /// and nothing of the stream is ever skipped.
    /// </summary>
    Inferred,
}

/// <summary>What an event's id is unique within.</summary>
public enum IdentityScope
{
    /// <summary>Its ordering key: the provider is trusted to send an event under one key only. One write an
    /// event.</summary>
    Key,

    /// <summary>The whole source: an id that comes under another key is the same event. A transaction an
    /// event.</summary>
    Source,
}

/// <summary>What becomes of a request that cannot be verified.</summary>
public enum VerificationMode
{
    /// <summary>Refused.</summary>
    Enforce,

    /// <summary>Let through and marked: only while a source is being set up, for anybody may send then.</summary>
    Monitor,
}

/// <summary>One source of <c>sources.json</c>.</summary>
public sealed record SourceConfiguration
{
    /// <summary>Kept with an event that was let through unverified, and never taken from a sender: why.</summary>
    public const string UnverifiedHeader = "webhook-unverified";

    /// <summary>Lower-case letters, digits and dashes: it stands in addresses, keys and secret names.</summary>
    public required string Name { get; init; }

    /// <summary>The provider's entry in the verification catalogue.</summary>
    public required string Provider { get; init; }

    public VerificationMode Verification { get; init; }

    /// <summary>The address as registered, for providers that sign it; null: as the request has it.</summary>
    public string? Url { get; init; }

    public IdentityScope Identity { get; init; }

    /// <summary>Where the ordering key stands; the first that is found counts. Empty: no ordering.</summary>
    public IReadOnlyList<Location> Key { get; init; } = [];

    public UnsignedKey UnsignedKey { get; init; }

    /// <summary>Where the position stands; the first that is found counts.</summary>
    public IReadOnlyList<Location> Position { get; init; } = [];

    /// <summary>
    /// Where a provider that numbers anew says which start it is at, as an integer that rises; the first that is found
    /// counts.
    /// </summary>
    public IReadOnlyList<Location> Epoch { get; init; } = [];

    public OrderingMode Mode { get; init; } = OrderingMode.Arrival;

    /// <summary>First number of a sequence; null: the lowest seen within <see cref="StartWindow"/>.</summary>
    public Int128? Start { get; init; }

    public TimeSpan StartWindow { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan Hold { get; init; } = TimeSpan.FromSeconds(2);

    public TimeSpan GapTimeout { get; init; } = TimeSpan.FromSeconds(5);

    public int MaxHeld { get; init; } = 1000;

    public LatePolicy Late { get; init; }

    public SentMark Mark { get; init; }

    /// <summary>Which types go first among equal positions.</summary>
    public TypeRanks Ranks { get; init; } = TypeRanks.None;

    /// <summary>Requests a second; null: not limited.</summary>
    public int? Rate { get; init; }

    /// <summary>Requests at once over the rate.</summary>
    public int? Burst { get; init; }

    public int BodyBytesMax { get; init; } = Topology.Limits.BodyBytesMax;

    /// <summary>How a body may be packed; what is signed and kept is what it unpacks to.</summary>
    public ContentCoding ContentEncoding { get; init; }
}
