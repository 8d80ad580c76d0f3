using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Orderer.Release;
using WebhookSystem.Orderer.Release.Keep;
using WebhookSystem.Orderer.Sequence;

namespace WebhookSystem.Orderer.Operate;

/// <summary>
/// What an operator does to a key: an event that was put aside goes after all, or the key begins anew.
/// </summary>
internal sealed class Redress(ReleaseStage stage, IKeyTable table, IEventWalk walk)
{
    public async Task<Progress> ReleaseAsync(OperatorCommand command, CancellationToken cancellationToken)
    {
        var key = KeyOf(command);
        if (await table.ReadEventsAsync(key, [command.EventId!], cancellationToken) is not [var stored])
            return new("There is no such event: its retention has run out, or it never was.");
        if ((await walk.AsideAsync(key, [stored.EventId], cancellationToken)).Count == 0)
            return new("The event is neither quarantined nor dead: it goes its own way.");
        if (command.DryRun)
            return new("The event would be sent.");
        var wanted = new HashSet<EventName> { EventName.Of(stored) };
        await RunAsync(command, new(key) { Events = [stored], Wanted = wanted }, cancellationToken);
        await walk.ForgetAsideAsync(key, stored.EventId, cancellationToken);
        return new("The event was sent on its way.");
    }

    public async Task<Progress> ResetAsync(OperatorCommand command, CancellationToken cancellationToken)
    {
        var key = KeyOf(command);
        var cursor = (await table.LoadAsync(key, cancellationToken)).Cursor;
        if (cursor.Generation != command.Generation)
        {
            // Perhaps by this very command, whose invocation died before all of it was sent and armed.
            if (!command.DryRun)
                await RunAsync(command, new(key) { Rearm = true }, cancellationToken);
            return new($"The key is in generation {cursor.Generation}: that one was reset before.");
        }

        if (command.DryRun)
            return new($"{cursor.Held.Length} held events would be released, and the key would begin anew.");
        await RunAsync(command, new(key) { Reset = command.Generation }, cancellationToken);
        return new($"{cursor.Held.Length} held events were released; the key has begun anew.");
    }

    private async Task RunAsync(OperatorCommand command, KeyWork work, CancellationToken cancellationToken)
    {
        if ((await stage.RunAsync([work], cancellationToken)).Failed.Count > 0)
            throw new CommandFailedException(command);
    }

    private static KeyName KeyOf(OperatorCommand command) => new(command.Source!, command.Key!);
}
