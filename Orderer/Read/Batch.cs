using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Orderer.Release;
using WebhookSystem.Orderer.Release.Keep;

namespace WebhookSystem.Orderer.Read;

/// <summary>One record or message of an invocation.</summary>
/// <param name="Identifier">What its event source knows it by: sequence number, event id or message id.</param>
internal sealed record BatchEntry(string Identifier, KeyName Key)
{
    public StoredEvent? Event { get; init; }

    public WakeUp? WakeUp { get; init; }

    public OperatorCommand? Command { get; init; }

    /// <summary>The record is an event's, and cannot be read.</summary>
    public DeadEvent? Dead { get; init; }
}

/// <summary>An invocation's input, whatever event source it came from, in the order it came.</summary>
/// <param name="Unreadable">Identifiers of what no room of ours has written: handed back until its source gives it
/// up.</param>
internal sealed record Batch(IReadOnlyList<BatchEntry> Entries, IReadOnlyList<string> Unreadable)
{
    /// <summary>Wake-ups with time left: they are sent on, and nothing else.</summary>
    public IEnumerable<BatchEntry> Hops => Entries.Where(entry => entry.WakeUp is { RemainingSeconds: > 0 });

    public IEnumerable<BatchEntry> Dead => Entries.Where(entry => entry.Dead is not null);

    public IReadOnlyList<KeyWork> Work => [.. Entries
        .Where(entry => entry.Event is not null || entry.WakeUp is { RemainingSeconds: 0 })
        .GroupBy(entry => entry.Key)
        .Select(group => new KeyWork(group.Key)
        {
            Events = [.. group.Select(entry => entry.Event).OfType<StoredEvent>()],
            WakeUps = [.. group.Select(entry => entry.WakeUp).OfType<WakeUp>().Select(wakeUp => wakeUp.Version)],
        })];

    public IEnumerable<BatchEntry> Commands => Entries.Where(entry => entry.Command is not null);

    /// <summary>
    /// A failed key hands back all its records: a mapping starts again at the lowest sequence number, a pipe and a
    /// queue bring exactly what is named.
    /// </summary>
    public IEnumerable<string> Failures(IReadOnlySet<KeyName> failed) => Entries
        .Where(entry => entry.Command is null && failed.Contains(entry.Key))
        .Select(entry => entry.Identifier).Concat(Unreadable);
}
