using WebhookSystem.Contracts;
using WebhookSystem.Orderer.Release.Keep;
using WebhookSystem.Orderer.Release.Send;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Orderer.Release;

/// <summary>
/// One invocation's work: every key is advanced, then everything released is sent. A key is done only when it is
/// committed, armed, sent and marked; any other is handed back, alone.
/// </summary>
internal sealed partial class ReleaseStage(
    Advance advance, Emission emission, IKeyTable table, RecentKeys recent, TimeProvider time,
    ILogger<ReleaseStage> logger)
{
    public async Task<StageResult> RunAsync(IReadOnlyList<KeyWork> work, CancellationToken cancellationToken)
    {
        var lease = new Lease(time);
        var releases = new List<KeyReleases>(work.Count);
        var failed = new HashSet<KeyName>();
        var isTransient = true;
        foreach (var side in work.Chunk(Topology.Limits.KeysAtOnceMax))
        {
            table.Announce(side.Count(one => one.HasOrder));
            foreach (var (key, ready, error) in await Task.WhenAll(side.Select(AdvanceAsync)))
            {
                if (ready is not null)
                    releases.Add(ready);
                if (error is null)
                    continue;
                failed.Add(key);
                isTransient &= IsTransient(error);
            }
        }

        try
        {
            var unsent = await emission.SendAsync(releases, lease, cancellationToken);
            foreach (var release in releases.Where(release => !unsent.Contains(release.Key)))
            {
                if (release.Cursor is { } cursor)
                    recent.Keep(release.Key, cursor);
            }

            failed.UnionWith(unsent);
            return new(failed, isTransient);
        }
        catch (Exception error)
        {
            // What was sent is sent: the queue knows it again when all of it is brought back.
            Log.SendingFailed(logger, error, releases.Count);
            return new(work.Select(one => one.Key).ToHashSet(), IsTransient(error));
        }

        async Task<(KeyName Key, KeyReleases? Ready, Exception? Error)> AdvanceAsync(KeyWork one)
        {
            try
            {
                var ready = one.HasOrder
                    ? await advance.RunAsync(one, lease, cancellationToken)
                    : await advance.PassAsync(one, cancellationToken);
                return (one.Key, ready, null);
            }
            catch (Exception error)
            {
                Log.KeyFailed(logger, error, one.Key.Source);
                return (one.Key, null, error);
            }
        }
    }

    private static bool IsTransient(Exception error) => error.IsAwsOutage
        || error is CommitRaceException or LeaseExpiredException or CursorFullException;

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "key.failed",
            Message = "A key of {Source} could not be advanced; its work will be brought again")]
        public static partial void KeyFailed(ILogger logger, Exception error, string source);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "release.failed",
            Message = "Releases of {Keys} keys were not all sent; they will be brought again")]
        public static partial void SendingFailed(ILogger logger, Exception error, int keys);
    }
}

/// <summary>What an invocation came to.</summary>
/// <param name="Failed">The keys whose work must be brought again.</param>
/// <param name="IsTransient">Nothing failed but what passes: stores that do not answer, others that were
/// faster.</param>
internal sealed record StageResult(IReadOnlySet<KeyName> Failed, bool IsTransient);
