using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Serialization;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Contracts.Ordering;

/// <summary>How far a key has come: what is released, what waits, what is missing.</summary>
public sealed record KeyCursor
{
    /// <summary>Rises by one with every commit; the condition of the next one.</summary>
    public long Version { get; init; }

    /// <summary>False until the first position of a sequence is known.</summary>
    public bool Started { get; init; }

    /// <summary>
    /// The highest position released; everything at or below it was released, is missing, or is late.
    /// </summary>
    [JsonConverter(typeof(PositionConverter))]
    public Int128? Frontier { get; init; }

    public long NextOrdinal { get; init; } = 1;

    /// <summary>How often the key has begun anew; positions of different generations are not compared.</summary>
    public long Generation { get; init; }

    /// <summary>The provider's own number of its current start, where the source names a place for it.</summary>
    [JsonConverter(typeof(PositionConverter))]
    public Int128? Epoch { get; init; }

    /// <summary>What the positions meant when the cursor was written; null where nothing was released yet.</summary>
    public OrderingMode? Mode { get; init; }

    /// <summary>Ascending by position, rank, arrival and id.</summary>
    public ImmutableArray<HeldEntry> Held { get; init; } = [];

    /// <summary>The last releases, ascending by ordinal. An entry leaves only when it is sent and in the log.</summary>
    public ReleaseRun Ring { get; init; }

    /// <summary>Positions skipped after a gap's time ran out, ascending; a late event closes its place.</summary>
    public ImmutableArray<MissingRange> Missing { get; init; } = [];

    /// <summary>The newest arrival among everything released.</summary>
    public long NewestArrival { get; init; } = long.MinValue;

    /// <summary>The newest arrival among what the log holds: whoever arrived later is not in it.</summary>
    public long LoggedArrival { get; init; } = long.MinValue;

    /// <summary>
    /// The version that the last wake-up named which changed something: when it comes again, it is answered again.
    /// </summary>
    public long? LastWakeUp { get; init; }

    /// <summary>Null where the mark is written.</summary>
    public SentInference? Inference { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, ContractsJson.Relaxed.KeyCursor);

    /// <exception cref="JsonException">The text is no cursor.</exception>
    public static KeyCursor Parse(string json) =>
        JsonSerializer.Deserialize(json, ContractsJson.Default.KeyCursor)
        ?? throw new JsonException("The cursor is the JSON value null.");
}

/// <summary>What is known of how far a key's releases have been sent, where that is inferred.</summary>
/// <param name="Sent">The highest ordinal known to be in the queue when the cursor was written.</param>
/// <param name="IsOwed">
/// The cursor was not written for a batch of the stream, which would come again until all is sent: only a written mark
/// tells.
/// </param>
/// <param name="IsForGood">
/// An event of the key was given up: an invocation that is frozen over it may release it yet, and the stream brings it
/// no more. From then on the key's marks are written.
/// </param>
public sealed record SentInference(long Sent, bool IsOwed, bool IsForGood = false);

/// <summary>Positions that never came, both ends included.</summary>
/// <param name="Generation">Of the key, when they were given up.</param>
public sealed record MissingRange(
    [property: JsonConverter(typeof(PositionConverter))] Int128 First,
    [property: JsonConverter(typeof(PositionConverter))] Int128 Last,
    long Generation = 0);

/// <summary>A timer, as a delayed message: its arrival is the elapsed time, and no clock is compared.</summary>
/// <param name="Version">Everything held at or below this version of the cursor is due.</param>
/// <param name="RemainingSeconds">What is still to wait after this hop.</param>
public sealed record WakeUp(string Source, string Key, long Version, int RemainingSeconds)
{
    public string ToJson() => JsonSerializer.Serialize(this, ContractsJson.Default.WakeUp);

    /// <exception cref="JsonException">The text is no wake-up.</exception>
    public static WakeUp Parse(string json) =>
        JsonSerializer.Deserialize(json, ContractsJson.Default.WakeUp)
        ?? throw new JsonException("The wake-up is the JSON value null.");
}
