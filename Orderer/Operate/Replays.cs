using WebhookSystem.Contracts;
using WebhookSystem.Contracts.CloudEvents;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Orderer.Release;
using WebhookSystem.Orderer.Release.Keep;
using WebhookSystem.Orderer.Release.Send;
using WebhookSystem.Orderer.Sequence;
using WebhookSystem.ServiceDefaults.Configure;

namespace WebhookSystem.Orderer.Operate;

/// <summary>
/// Sends a released event to a route once more, under the ordinal that it has: a consumer tells by the ordinal that it
/// is no news, and by <c>replay</c> that somebody wanted it so.
/// </summary>
internal sealed class Replays(IKeyTable table, IOrderedQueue queue, Routes routes)
{
    private readonly LogSearch _log = new(table);

    public async Task<Progress> ReplayAsync(OperatorCommand command, CancellationToken cancellationToken)
    {
        var route = command.Route ?? RouteConfiguration.Default;
        if (!routes.Names.Contains(route))
            return new($"There is no route '{route}'. Routes are {string.Join(", ", routes.Names)}.");
        var key = new KeyName(command.Source!, command.Key!);
        if (await table.ReadEventsAsync(key, [command.EventId!], cancellationToken) is not [var stored])
            return new("There is no such event: its retention has run out, or it never was.");
        if (await ReleaseOfAsync(key, stored, cancellationToken) is not { } released)
            return new("The event has not been released yet: it goes its own way.");
        if (Rendering.Render(stored, released, command.CommandId) is not { } body)
            return new("The event cannot be sent: its body is damaged, or it is larger than a message may be.");
        if (command.DryRun)
            return new($"The event would be sent to the route '{route}' again, as number {released.Ordinal}.");
        var message = new OrderedMessage(
            FifoIds.GroupOf(key.Source, key.Key), Digest(key, released, command), body, stored.TraceParent);
        return await queue.SendAsync(Topology.Queues.OfRoute(route), [message], cancellationToken) is [true]
            ? new Progress($"The event was sent to the route '{route}' again, as number {released.Ordinal}.")
            : throw new CommandFailedException(command);
    }

    private async Task<ReleasedEntry?> ReleaseOfAsync(
        KeyName key, StoredEvent stored, CancellationToken cancellationToken)
    {
        var name = EventName.Of(stored);
        if (stored.Key is null)
            return new(1, name.Id, name.Arrival, ReleaseMarks.None);
        var cursor = (await table.LoadAsync(key, cancellationToken)).Cursor;
        foreach (var entry in cursor.Ring)
        {
            if (EventName.Of(entry) == name)
                return entry;
        }

        var logged = await _log.FindAsync(key, cursor, [name], cancellationToken);
        return logged.TryGetValue(name, out var found) ? found : null;
    }

    /// <summary>The queue must not take it for what it had before, and must know the command when it comes
    /// twice.</summary>
    private static string Digest(KeyName key, ReleasedEntry released, OperatorCommand command) =>
        Contracts.Events.Digest.Of(
            $"{FifoIds.DeduplicationOf(key.Source, key.Key, released.Ordinal)}#{command.CommandId}");
}
