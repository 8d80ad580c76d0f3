using System.Collections.Immutable;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Orderer.Release.Keep;
using WebhookSystem.Orderer.Release.Send;
using WebhookSystem.Orderer.Release.Wake;
using WebhookSystem.Orderer.Sequence;
using WebhookSystem.ServiceDefaults.Configure;

namespace WebhookSystem.Orderer.Release;

/// <summary>
/// Turns releases into messages before they are committed: an event that cannot be sent must be found while it has no
/// ordinal that consumers would wait for.
/// </summary>
internal sealed partial class Rendering(
    IKeyTable table, Routes routes, TimeProvider time, ILogger<Rendering> logger)
{
    /// <summary>
    /// What came with the invocation is at hand; what was held or left unsent is read from the table.
    /// </summary>
    /// <param name="known">Events at hand; those read are added.</param>
    public async Task<Rendered> RenderAsync(
        KeyName key, IReadOnlyList<ReleasedEntry> entries, Dictionary<EventName, StoredEvent> known,
        CancellationToken cancellationToken)
    {
        var absent = entries.Where(entry => !known.ContainsKey(EventName.Of(entry))).Select(entry => entry.Id).ToList();
        if (absent.Count > 0)
        {
            foreach (var stored in await table.ReadEventsAsync(key, absent, cancellationToken))
                known[EventName.Of(stored)] = stored;
        }

        var ready = ImmutableArray.CreateBuilder<Unsent>(entries.Count);
        var lost = new List<ReleasedEntry>();
        foreach (var entry in entries)
        {
            if (known.TryGetValue(EventName.Of(entry), out var stored) && Render(stored, entry) is { } body)
                ready.Add(new(stored, entry.Ordinal, body, routes.For(body)));
            else
                lost.Add(entry);
        }

        return new(ready.ToImmutable(), lost);
    }

    /// <summary>Keeps visible that the event will not be sent.</summary>
    public async Task BuryAsync(
        KeyName key, ReleasedEntry entry, StoredEvent? stored, CancellationToken cancellationToken)
    {
        var reason = stored is null
            ? "The event's item is gone from the table."
            : "The event's body is damaged, or the event is larger than a message may be.";
        var dead = new DeadEvent(
            key.Source, key.Key, entry.Id, stored?.EventType ?? "unknown",
            Topology.Services.Orderer, reason, time.GetUtcNow());
        await table.BuryAsync(dead, cancellationToken);
        Log.Buried(logger, key.Source, entry.Id, reason);
    }

    /// <param name="replay">The command that asks for it again; null where it is sent as a matter of course.</param>
    /// <returns>The CloudEvent; null where it cannot be sent.</returns>
    public static ReadOnlyMemory<byte>? Render(StoredEvent stored, ReleasedEntry entry, string? replay = null)
    {
        try
        {
            var ordered = stored.ToOrdered(entry.Ordinal, entry.Marks) with { Replay = replay };
            var body = ordered.ToUtf8();
            var size = body.Length + Topology.Limits.QueueAttributeBytesMax;
            return size <= Topology.Limits.QueueMessageBytesMax ? body : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, EventName = "event.dead",
            Message = "Event {EventId} of {Source} cannot be sent and was given up: {Reason}")]
        public static partial void Buried(ILogger logger, string source, string eventId, string reason);
    }
}

/// <summary>Releases that can be sent, ascending by ordinal, and those that cannot.</summary>
internal sealed record Rendered(ImmutableArray<Unsent> Ready, IReadOnlyList<ReleasedEntry> Lost);
