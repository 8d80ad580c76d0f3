using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Orderer.Release.Keep;
using WebhookSystem.Orderer.Sequence;

namespace WebhookSystem.Orderer.Release;

/// <summary>
/// Gives up an event that takes its invocation down with it, before it blocks its shard for a day. An event source
/// halves a failing batch until one record is left: a record that comes alone and is not new is counted before it is
/// worked on, so that even a killed process has counted it.
/// </summary>
internal sealed partial class Attempts(
    ReleaseStage stage, IKeyTable table, TimeProvider time, ILogger<Attempts> logger)
{
    /// <returns>The keys whose work must be brought again.</returns>
    public async Task<IReadOnlySet<KeyName>> RunAsync(IReadOnlyList<KeyWork> work, CancellationToken cancellationToken)
    {
        if (Suspect(work) is not { } suspect)
            return (await stage.RunAsync(work, cancellationToken)).Failed;
        var key = work[0].Key;
        var attempt = await table.CountAttemptAsync(key, suspect.EventId, cancellationToken);
        if (attempt > Topology.Limits.AttemptsMax)
            return await GiveUpAsync(key, suspect, cancellationToken);
        var result = await stage.RunAsync(work, cancellationToken);
        if (result.IsTransient)
            await table.ForgetAttemptsAsync(key, suspect.EventId, cancellationToken);
        return result.Failed;
    }

    private StoredEvent? Suspect(IReadOnlyList<KeyWork> work)
    {
        if (work is not [{ Events: [var stored], WakeUps: [] }])
            return null;

        // The clock decides what is worth counting, and nothing else.
        var age = time.GetUtcNow() - DateTimeOffset.UnixEpoch - TimeSpan.FromMicroseconds(stored.Arrival);
        return age > Topology.Limits.RetriedAge ? stored : null;
    }

    private async Task<IReadOnlySet<KeyName>> GiveUpAsync(
        KeyName key, StoredEvent suspect, CancellationToken cancellationToken)
    {
        var dead = new DeadEvent(
            key.Source, key.Key, suspect.EventId, suspect.EventType, Topology.Services.Orderer,
            $"{Topology.Limits.AttemptsMax} attempts at it failed, the reason not being one that passes.",
            time.GetUtcNow());
        await table.BuryAsync(dead, cancellationToken);
        Log.GivenUp(logger, key.Source, suspect.EventId, Topology.Limits.AttemptsMax);
        if (suspect.Key is null)
            return new HashSet<KeyName>();
        var name = new HashSet<EventName> { EventName.Of(suspect) };
        var failed = (await stage.RunAsync([new(key) { Dead = name }], cancellationToken)).Failed;

        // Again: an operator who released it meanwhile has taken its mark away, and it would be nowhere.
        await table.BuryAsync(dead, cancellationToken);
        return failed;
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Error, EventName = "event.givenup",
            Message = "Event {EventId} of {Source} was given up after {Attempts} attempts")]
        public static partial void GivenUp(ILogger logger, string source, string eventId, int attempts);
    }
}
