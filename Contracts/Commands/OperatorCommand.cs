using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebhookSystem.Contracts.Commands;

/// <summary>What an operator, or a schedule, may ask of the Orderer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<CommandKind>))]
public enum CommandKind
{
    /// <summary>Sends an event that is quarantined or dead on its way after all; marked late where its place has
    /// passed.</summary>
    Release,

    /// <summary>The provider has begun anew: everything held goes, in order, and the next position is the
    /// first.</summary>
    Reset,

    /// <summary>Holds every event of a key, or of all keys, against the cursor and takes in what is missing.</summary>
    Reconcile,

    /// <summary>Reconciles the keys that have been waiting for longer than any timer: the scheduled check.</summary>
    Check,

    /// <summary>Sends a released event to a route once more, under its ordinal.</summary>
    Replay,
}

/// <summary>A command, as a message of the queue <see cref="Topology.Queues.Commands"/>.</summary>
public sealed record OperatorCommand
{
    /// <summary>The same command brought twice is carried out once.</summary>
    public required string CommandId { get; init; }

    public required CommandKind Kind { get; init; }

    public required string RequestedBy { get; init; }

    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Null: every source (Reconcile and Check alone).</summary>
    public string? Source { get; init; }

    /// <summary>The ordering key; null: every key of the source (Reconcile and Check alone).</summary>
    public string? Key { get; init; }

    /// <summary>The event, of Release and Replay.</summary>
    public string? EventId { get; init; }

    /// <summary>The route, of Replay; null: the default.</summary>
    public string? Route { get; init; }

    /// <summary>The cursor's generation that a Reset ends; a cursor that is beyond it was reset before.</summary>
    public long? Generation { get; init; }

    /// <summary>Nothing is changed: the record says what would be done.</summary>
    public bool DryRun { get; init; }

    /// <summary>Where a walk over all keys goes on; set by the Orderer itself.</summary>
    public string? After { get; init; }

    /// <summary>What the walk has found so far; set by the Orderer itself.</summary>
    public long Found { get; init; }

    public string ToJson() => JsonSerializer.Serialize(this, ContractsJson.Relaxed.OperatorCommand);

    /// <exception cref="JsonException">The text is no command; the message says why.</exception>
    public static OperatorCommand Parse(string json)
    {
        var command = JsonSerializer.Deserialize(json, ContractsJson.Default.OperatorCommand)
            ?? throw new JsonException("The command is the JSON value null.");
        return command.Fault() is { } fault ? throw new JsonException($"{command.Kind}: {fault}") : command;
    }

    private string? Fault() => Kind switch
    {
        CommandKind.Release or CommandKind.Replay when Source is null || Key is null || EventId is null =>
            "'source', 'key' and 'eventId' are wanted.",
        CommandKind.Reset when Source is null || Key is null || Generation is null =>
            "'source', 'key' and the cursor's 'generation' are wanted.",
        CommandKind.Reconcile or CommandKind.Check when Source is null && Key is not null =>
            "a 'key' is of a 'source', which is wanted too.",
        CommandKind.Release or CommandKind.Replay or CommandKind.Reset or CommandKind.Reconcile
            or CommandKind.Check => null,
    };
}
