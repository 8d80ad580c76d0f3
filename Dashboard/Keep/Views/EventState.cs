using System.Text.Json.Serialization;

namespace WebhookSystem.Dashboard.Keep.Views;

/// <summary>
/// How far an event has come, derived by comparing it with its key's cursor. The numbers are the read model's.
/// </summary>
[JsonConverter(typeof(JsonStringEnumConverter<EventState>))]
public enum EventState
{
    /// <summary>Stored; the Orderer has not decided on it yet.</summary>
    [JsonStringEnumMemberName("inFlight")]
    InFlight = 0,

    /// <summary>Waits for events before it.</summary>
    [JsonStringEnumMemberName("held")]
    Held = 1,

    /// <summary>Has its place in the order; an event without an ordering key is released as it comes.</summary>
    [JsonStringEnumMemberName("released")]
    Released = 2,

    /// <summary>Given up: no retry would help.</summary>
    [JsonStringEnumMemberName("dead")]
    Dead = 3,

    /// <summary>Came after its place had passed, and waits for an operator.</summary>
    [JsonStringEnumMemberName("quarantined")]
    Quarantined = 4,
}

/// <summary>What a list of events can be narrowed to.</summary>
public enum EventFilter
{
    /// <summary>In flight or held.</summary>
    Waiting,
    InFlight,
    Held,
    Released,
    Dead,
    Quarantined,
    Duplicate,
    Conflict,
    Late,
    Reordered,
    FollowsGap,
    Tied,
}
