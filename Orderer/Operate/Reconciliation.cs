using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Orderer.Release;
using WebhookSystem.Orderer.Release.Keep;
using WebhookSystem.Orderer.Sequence;

namespace WebhookSystem.Orderer.Operate;

/// <summary>
/// Holds the events of a key against its cursor, and takes in what the stream never brought: trimmed after a day,
/// abandoned, or restored from a backup. Nothing is released twice: the fold decides by name, as always.
/// </summary>
internal sealed class Reconciliation(IEventWalk walk, IKeyTable table, ReleaseStage stage)
{
    private readonly LogSearch _log = new(table);

    /// <summary>One page; what is missing of it goes in the order of its positions.</summary>
    public async Task<Progress> ReconcileAsync(OperatorCommand command, CancellationToken cancellationToken)
    {
        var only = KeyOf(command);
        var page = await walk.EventsAsync(only, command.After, cancellationToken);
        var found = command.Found;
        foreach (var lines in page.Lines.Where(line => command.Source is null || line.Key.Source == command.Source)
            .GroupBy(line => line.Key))
            found += await MendAsync(command, lines.Key, [.. lines], cancellationToken);
        if (only is { } key && page.Lines.Count == 0 && !command.DryRun)
            await RunAsync(command, new(key) { Rearm = true }, cancellationToken);
        return Go(command, page.Next, found, command.DryRun
            ? $"{found} events are missing and would be taken in."
            : $"{found} events were missing and are taken in.");
    }

    /// <summary>A wake-up that is lost for good leaves its key holding: such keys are woken again.</summary>
    public async Task<Progress> CheckAsync(OperatorCommand command, CancellationToken cancellationToken)
    {
        var before = command.RequestedAt - Topology.Table.UnsettledMax;
        var page = await walk.UnsettledAsync(before, command.After, cancellationToken);
        if (!command.DryRun)
        {
            foreach (var key in page.Lines)
                await RunAsync(command, new(key) { Rearm = true }, cancellationToken);
        }

        var found = command.Found + page.Lines.Count;
        return Go(command, page.Next, found, $"{found} keys have held something for long.");
    }

    private async Task<int> MendAsync(
        OperatorCommand command, KeyName key, IReadOnlyList<EventLine> lines, CancellationToken cancellationToken)
    {
        var state = await table.LoadAsync(key, cancellationToken);
        var missing = await MissingAsync(key, state.Cursor, lines, cancellationToken);
        var isSettled = state.Cursor.Held.IsEmpty && state.Sent == state.Cursor.NextOrdinal - 1;
        if (command.DryRun || (missing.Count == 0 && isSettled))
            return missing.Count;
        var events = await table.ReadEventsAsync(key, missing, cancellationToken);
        await RunAsync(command, new(key) { Events = [.. InOrder(events)], Rearm = true }, cancellationToken);
        return missing.Count;
    }

    /// <summary>Events in none of held, ring and log, and not put aside either.</summary>
    private async Task<IReadOnlyList<string>> MissingAsync(
        KeyName key, KeyCursor cursor, IReadOnlyList<EventLine> lines, CancellationToken cancellationToken)
    {
        var unknown = lines.Select(line => line.Name).Where(name => !Fold.IsKept(cursor, name)).ToHashSet();
        var doubtful = unknown.Where(name => name.Arrival <= cursor.LoggedArrival).ToHashSet();
        unknown.ExceptWith((await _log.FindAsync(key, cursor, doubtful, cancellationToken)).Keys);
        if (unknown.Count == 0)
            return [];
        var ids = unknown.Select(name => name.Id).ToList();
        var aside = await walk.AsideAsync(key, ids, cancellationToken);
        return [.. ids.Where(id => !aside.Contains(id))];
    }

    private static IEnumerable<StoredEvent> InOrder(IEnumerable<StoredEvent> events) => events
        .OrderBy(stored => stored.Epoch).ThenBy(stored => stored.Position).ThenBy(stored => stored.Arrival);

    private async Task RunAsync(OperatorCommand command, KeyWork work, CancellationToken cancellationToken)
    {
        if ((await stage.RunAsync([work], cancellationToken)).Failed.Count > 0)
            throw new CommandFailedException(command);
    }

    private static Progress Go(OperatorCommand command, string? next, long found, string outcome) =>
        new(outcome, next is null ? null : command with { After = next, Found = found });

    private static KeyName? KeyOf(OperatorCommand command) =>
        command is { Source: { } source, Key: { } key } ? new(source, key) : null;
}
