using WebhookSystem.Contracts;
using WebhookSystem.Contracts.CloudEvents;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Orderer.Release;
using WebhookSystem.Processor.Store;

namespace WebhookSystem.Simulation.Outer;

/// <summary>
/// What outlives every process: the table, the ordered queue, the wake-ups, the clock. One invocation sees it through
/// an <see cref="InvocationPorts"/>.
/// </summary>
internal sealed class Outside(Random random, Faults faults)
{
    public Random Random { get; } = random;

    public Faults Faults { get; private set; } = faults;

    /// <summary>No process dies and no call fails: then nothing but poison may be given up.</summary>
    public bool IsKind { get; } = faults is { Crash: 0, Freeze: 0, CallFails: 0 };

    public VirtualTime Time { get; } = new();

    public Scheduler Scheduler { get; } = new();

    public Dictionary<KeyName, KeyCursor> Cursors { get; } = [];

    /// <summary>By key and generation: the next ordinal when that generation was over.</summary>
    public Dictionary<(KeyName Key, long Generation), long> Ended { get; } = [];

    public Dictionary<KeyName, long> Marks { get; } = [];

    /// <summary>How far a key is sent: as its mark says, or as the queue has it where that is inferred.</summary>
    public long SentOf(KeyName key) => Cursors.GetValueOrDefault(key)?.Inference is null
        ? Marks.GetValueOrDefault(key)
        : Queues[Topology.Queues.Ordered].Groups.GetValueOrDefault(FifoIds.GroupOf(key.Source, key.Key))
            ?.Max(received => received.Ordinal) ?? 0;

    /// <summary>Only what consumers have under this ordinal, or never will.</summary>
    public bool IsOfLog(KeyName key, ReleasedEntry entry) => Dead.ContainsKey((key, entry.Id))
        || (Ordered.Groups.GetValueOrDefault(FifoIds.GroupOf(key.Source, key.Key))?
            .Exists(received => received.Ordinal == entry.Ordinal && received.Id == entry.Id) ?? false);

    public Dictionary<(KeyName Key, long Number), LogChunk> Log { get; } = [];

    public Dictionary<(KeyName Key, string Id), StoredEvent> Events { get; } = [];

    /// <summary>Who has an id, in sources whose ids are unique.</summary>
    public Dictionary<(string Source, string Id), KnownEvent> Identities { get; } = [];

    public Dictionary<(KeyName Key, string Id), DeadEvent> Dead { get; } = [];

    public HashSet<(KeyName Key, string Id)> Quarantined { get; } = [];

    public Dictionary<(KeyName Key, string Id), long> Attempts { get; } = [];

    /// <summary>By queue name: the default's, and that of the one route.</summary>
    public Dictionary<string, OrderedQueue> Queues { get; } = new()
    {
        [Topology.Queues.Ordered] = new(), [Topology.Queues.OfRoute(Scenario.Route.Name)] = new(),
    };

    public TableStream Stream { get; } = new(random);

    /// <summary>The bucket: bodies by their keys.</summary>
    public Dictionary<string, ReadOnlyMemory<byte>> Objects { get; } = [];

    /// <summary>The same id with another body, by digest.</summary>
    public HashSet<((KeyName Key, string Id) Name, string Digest)> Conflicts { get; } = [];

    /// <summary>Repeated deliveries of an event, by their ids.</summary>
    public HashSet<((KeyName Key, string Id) Name, string Delivery)> Duplicates { get; } = [];

    /// <summary>How wrong the clocks of the Processor's machines are.</summary>
    public TimeSpan[] Skews { get; } = random.Next(4) == 0
        ? [TimeSpan.FromMinutes(-10), TimeSpan.Zero, TimeSpan.FromMinutes(10)]
        : [TimeSpan.Zero];

    /// <summary>Whether cursors are kept as the table keeps them: once in four schedules, for it takes its
    /// time.</summary>
    public bool KeepsText { get; } = random.Next(4) == 0;

    public OrderedQueue Ordered => Queues[Topology.Queues.Ordered];

    /// <summary>
    /// What was seen on the way that never may be; the code under test would take an exception for a failed call.
    /// </summary>
    public List<string> Violations { get; } = [];

    public List<TimerMessage> WakeUps { get; } = [];

    /// <summary>Writes an event's item, which its stream brings on, unless it loses it.</summary>
    public void Store((KeyName Key, string Id) name, StoredEvent stored)
    {
        Events[name] = stored;
        Stream.Append(stored, Faults.Trim > 0 && Random.NextDouble() < Faults.Trim);
    }

    /// <summary>From now on every call succeeds.</summary>
    public void CalmDown() => Faults = new() { Sabotage = Faults.Sabotage };

    public bool IsAside(KeyName key, string id) => Quarantined.Contains((key, id)) || Dead.ContainsKey((key, id));

    /// <summary>Every event that waits for an operator, in the same order for the same seed.</summary>
    public IReadOnlyList<(KeyName Key, string Id)> Aside => [.. Quarantined, .. Dead.Keys];

    /// <summary>How often it was said of an event that it is put aside, or no more.</summary>
    public Dictionary<(KeyName Key, string Id), int> AsideChanges { get; } = [];

    public void ChangeAside(KeyName key, string id) =>
        AsideChanges[(key, id)] = AsideChanges.GetValueOrDefault((key, id)) + 1;

    /// <summary>Wake-ups that were acknowledged: a standard queue may bring one again.</summary>
    public List<WakeUp> SpentWakeUps { get; } = [];
}

/// <summary>A wake-up on its way.</summary>
internal sealed class TimerMessage(WakeUp wakeUp, DateTimeOffset visibleAt)
{
    public WakeUp WakeUp { get; } = wakeUp;

    public DateTimeOffset VisibleAt { get; set; } = visibleAt;
}
