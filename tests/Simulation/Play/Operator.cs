using WebhookSystem.Contracts.Commands;
using WebhookSystem.Orderer.Operate;
using WebhookSystem.Orderer.Release;

namespace WebhookSystem.Simulation.Play;

/// <summary>Somebody who resets keys, releases what was put aside and reconciles, at any time.</summary>
internal sealed class Operator(Outside outside, Workers workers)
{
    private readonly List<OperatorCommand> _asked = [];
    private int _number;

    public bool IsDone => _asked.Count == 0;

    public void Draw(Scenario scenario)
    {
        var random = outside.Random;
        var aside = outside.Aside;
        if (aside.Count > 0 && random.Next(2) == 0)
        {
            var (key, id) = aside[random.Next(aside.Count)];
            Ask(random.Next(2) == 0 ? CommandKind.Release : CommandKind.Reconcile, key, id);
            return;
        }

        var events = scenario.Events;
        var drawn = events[random.Next(events.Count)];
        Ask((CommandKind)random.Next(4), new(drawn.Source, drawn.CollectionKey), drawn.EventId);
    }

    public void Ask(CommandKind kind, KeyName key, string? id = null) => _asked.Add(new()
    {
        CommandId = $"{++_number}",
        Kind = kind,
        RequestedBy = "operator",
        RequestedAt = outside.Time.Now,
        Source = key.Source,
        Key = key.Key,
        EventId = id,
        Generation = outside.Cursors.GetValueOrDefault(key)?.Generation ?? 0,
    });

    /// <summary>Begins one of the commands; its queue brings it again until it is done.</summary>
    public void Work()
    {
        var at = outside.Random.Next(_asked.Count);
        var command = _asked[at];
        _asked.RemoveAt(at);
        workers.Begin(
            room => RunAsync(room, command), rest => Answer(command, rest), () => _asked.Add(command), poisoned: [],
            aside: command.Kind == CommandKind.Reconcile ? outside.Aside : []);
    }

    /// <summary>A reset that is answered has let everything go that was held before it.</summary>
    private void Answer(OperatorCommand command, IReadOnlyList<OperatorCommand> rest)
    {
        _asked.AddRange(rest);
        if (command is not { Kind: CommandKind.Reset, Source: { } source, Key: { } name, Generation: { } over }
            || rest.Count > 0)
            return;
        var key = new KeyName(source, name);
        if (outside.Ended.TryGetValue((key, over), out var next)
            && outside.SentOf(key) < next - 1)
            outside.Violations.Add($"{key}: the reset of {over} was answered before all of it was sent.");
    }

    private static async Task<IReadOnlyList<OperatorCommand>> RunAsync(Room room, OperatorCommand command)
    {
        try
        {
            var progress = command.Kind switch
            {
                CommandKind.Release => await room.Redress.ReleaseAsync(command, CancellationToken.None),
                CommandKind.Reset => await room.Redress.ResetAsync(command, CancellationToken.None),
                CommandKind.Reconcile => await room.Reconciliation.ReconcileAsync(command, CancellationToken.None),
                CommandKind.Check or CommandKind.Replay =>
                    await room.Reconciliation.CheckAsync(command, CancellationToken.None),
            };
            return progress.Rest is { } rest ? [rest] : [];
        }
        catch (Exception error) when (error is IOException or CommandFailedException)
        {
            return [command];
        }
    }
}
