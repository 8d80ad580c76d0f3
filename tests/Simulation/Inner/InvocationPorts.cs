using System.Runtime.CompilerServices;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Orderer.Operate;
using WebhookSystem.Orderer.Release;
using WebhookSystem.Orderer.Release.Keep;
using WebhookSystem.Orderer.Release.Send;
using WebhookSystem.Orderer.Release.Wake;

namespace WebhookSystem.Simulation.Inner;

/// <summary>
/// The outside as one invocation reaches it, which may die at every step of every call.
/// </summary>
internal sealed class InvocationPorts(Outside outside, Invocation invocation)
    : IKeyTable, IOrderedQueue, IWakeUps, IEventWalk
{
    /// <summary>A queue promises no time: one wake-up comes with those that are brought again.</summary>
    private static readonly TimeSpan Late = TimeSpan.FromSeconds(60);

    /// <summary>So many times as often as others a read of a mark takes long where two readers have one key.</summary>
    private const int ContendedStalls = 20;

    /// <summary>So many times as often as others arming fails.</summary>
    private const int ArmFailures = 5;

    private Sabotage Sabotage => outside.Faults.Sabotage;

    public void Announce(int keys)
    {
        // Each write takes effect or fails on its own, however many go in one call.
    }

    public async Task<KeyState> LoadAsync(KeyName key, CancellationToken cancellationToken)
    {
        var pause = new Pause(invocation);
        outside.Scheduler.Add(pause);
        await pause.Over;
        if (invocation.Poisoned.Any(poison => poison.Key == key))
            await outside.Scheduler.DieAsync(invocation);
        var cursor = await CallAsync(() => outside.Cursors.GetValueOrDefault(key));
        return cursor is null
            ? new(new(), 0)
            : cursor.Inference is { IsOwed: false } ? new(cursor, 0)
            : new(cursor, await ReadMarkAsync(key));
    }

    // What others do between the reads of a cursor and its mark shows where they do much.
    private Task<long> ReadMarkAsync(KeyName key) =>
        new Call<long>(
            outside, invocation, () => outside.Marks.GetValueOrDefault(key),
            stalling: outside.Stream.IsContended ? ContendedStalls : 1).BeginAsync();

    public Task<bool> CommitAsync(KeyName key, KeyCursor cursor, CancellationToken cancellationToken) => CallAsync(() =>
    {
        var before = outside.Cursors.GetValueOrDefault(key) ?? new();
        if (before.Version != cursor.Version - 1 && Sabotage != Sabotage.CommitUnconditionally)
            return false;

        if (invocation.Aside.Any(aside => aside.Name.Key == key && !Knows(before, aside.Name.Id)
            && Knows(cursor, aside.Name.Id) && outside.AsideChanges.GetValueOrDefault(aside.Name) == aside.Changes))
            outside.Violations.Add($"{key}: what had been put aside was taken in, and nobody had asked for it.");

        if (cursor.Generation > before.Generation)
            outside.Ended[(key, before.Generation)] = cursor.NextOrdinal;

        // As it is written and read: what the JSON would lose must be lost here too.
        outside.Cursors[key] = outside.KeepsText ? KeyCursor.Parse(cursor.ToJson()) : cursor;
        return true;
    });

    public Task RaiseMarkAsync(
        KeyName key, long before, long sent, CancellationToken cancellationToken) => CallAsync(() =>
        outside.Marks[key] = Math.Max(
            outside.Marks.GetValueOrDefault(key), Sabotage == Sabotage.MarkTooHigh ? sent + 1 : sent));

    public Task WriteLogAsync(KeyName key, LogChunk chunk, CancellationToken cancellationToken) => CallAsync(() =>
    {
        if (outside.Log.TryGetValue((key, chunk.Number), out var before)
            && !before.Entries.SequenceEqual(chunk.Entries))
            outside.Violations.Add($"Chunk {chunk.Number} of {key} was written twice, and differently.");
        if (chunk.Entries.FirstOrDefault(entry => !outside.IsOfLog(key, entry)) is { Id: { } id, Ordinal: var ordinal })
            outside.Violations.Add($"Chunk {chunk.Number} of {key} has {id} as {ordinal}, which was not sent so.");
        if (Sabotage != Sabotage.ForgetLog)
            outside.Log[(key, chunk.Number)] = chunk;
        return true;
    });

    public async IAsyncEnumerable<LogChunk> ReadLogAsync(
        KeyName key, long first, long last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var chunks = await CallAsync(() => outside.Log
            .Where(chunk => chunk.Key.Key == key && chunk.Key.Number >= first && chunk.Key.Number <= last)
            .OrderBy(chunk => chunk.Key.Number).Select(chunk => chunk.Value).ToList());
        foreach (var chunk in chunks)
            yield return chunk;
    }

    public Task<IReadOnlyList<StoredEvent>> ReadEventsAsync(
        KeyName key, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<StoredEvent>>(() =>
            [.. ids.Select(id => outside.Events.GetValueOrDefault((key, id))).OfType<StoredEvent>()]);

    public Task BuryAsync(DeadEvent dead, CancellationToken cancellationToken) => CallAsync(() =>
    {
        invocation.Poisoned.Remove((new(dead.Source, dead.Key), dead.EventId));
        outside.ChangeAside(new(dead.Source, dead.Key), dead.EventId);
        return outside.Dead[(new(dead.Source, dead.Key), dead.EventId)] = dead;
    });

    public Task QuarantineAsync(QuarantinedEvent aside, CancellationToken cancellationToken) => CallAsync(() =>
    {
        outside.ChangeAside(new(aside.Source, aside.Key), aside.EventId);
        return outside.Quarantined.Add((new(aside.Source, aside.Key), aside.EventId));
    });

    public Task<long> CountAttemptAsync(KeyName key, string id, CancellationToken cancellationToken) => CallAsync(() =>
        outside.Attempts[(key, id)] = outside.Attempts.GetValueOrDefault((key, id)) + 1);

    public Task ForgetAttemptsAsync(KeyName key, string id, CancellationToken cancellationToken) =>
        CallAsync(() => outside.Attempts.Remove((key, id)));

    public Task<IReadOnlyList<bool>> SendAsync(
        string queue, IReadOnlyList<OrderedMessage> messages, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlyList<bool>>(() =>
        {
            if (messages.DistinctBy(message => message.GroupId).Count() != messages.Count)
                outside.Violations.Add("Two messages of one group stand in one request.");
            return [.. messages.Select(message => Send(queue, message))];
        });

    // Who dies before a wake-up is armed leaves a key that holds: what mends that has few occasions to show.
    public Task ArmAsync(WakeUp wakeUp, CancellationToken cancellationToken) =>
        new Call<bool>(outside, invocation, () => Arm(wakeUp), failing: ArmFailures).BeginAsync();

    private bool Arm(WakeUp wakeUp)
    {
        if (Sabotage == Sabotage.LoseWakeUps && outside.Random.Next(10) == 0)
            return false;
        var due = outside.Time.Now + TimeSpan.FromSeconds(wakeUp.RemainingSeconds);
        if (outside.Random.Next(2) == 0)
            due += Late * outside.Random.Next(1, 3);
        outside.WakeUps.Add(new(wakeUp with { RemainingSeconds = 0 }, due));
        return true;
    }

    public Task<WalkPage<EventLine>> EventsAsync(
        KeyName? key, string? after, CancellationToken cancellationToken) => CallAsync(() =>
    {
        const int PageLines = 20;
        var lines = outside.Events.Where(stored => (key is null || stored.Key.Key == key)
            && stored.Value.Key is not null && (after is null || string.CompareOrdinal(stored.Key.Id, after) > 0))
            .OrderBy(stored => stored.Key.Id, StringComparer.Ordinal)
            .Select(stored => new EventLine(stored.Key.Key, new(stored.Key.Id, stored.Value.Arrival)))
            .Take(PageLines).ToList();
        return new WalkPage<EventLine>(lines, lines.Count == PageLines ? lines[^1].Name.Id : null);
    });

    public Task<WalkPage<KeyName>> UnsettledAsync(
        DateTimeOffset before, string? after, CancellationToken cancellationToken) => CallAsync(() =>
        new WalkPage<KeyName>([.. outside.Cursors.Where(one => one.Value.Held.Length > 0).Select(one => one.Key)],
            null));

    public Task<IReadOnlySet<string>> AsideAsync(
        KeyName key, IReadOnlyList<string> ids, CancellationToken cancellationToken) =>
        CallAsync<IReadOnlySet<string>>(() => ids.Where(id => outside.IsAside(key, id)).ToHashSet());

    public Task ForgetAsideAsync(KeyName key, string id, CancellationToken cancellationToken) => CallAsync(() =>
    {
        outside.ChangeAside(key, id);
        return outside.Quarantined.Remove((key, id)) | outside.Dead.Remove((key, id));
    });

    private static bool Knows(KeyCursor cursor, string id) =>
        cursor.Ring.Any(entry => entry.Id == id) || cursor.Held.Any(entry => entry.Id == id);

    private bool Send(string queue, OrderedMessage message)
    {
        if (outside.Random.NextDouble() < outside.Faults.CallFails)
            return false;
        outside.Queues[queue].Take(message, outside.Time.Now, Sabotage != Sabotage.NoDeduplication);

        // Taken, and its answer lost.
        return outside.Random.NextDouble() >= outside.Faults.CallFails;
    }

    public Task<T> CallAsync<T>(Func<T> effect) => new Call<T>(outside, invocation, effect).BeginAsync();
}
