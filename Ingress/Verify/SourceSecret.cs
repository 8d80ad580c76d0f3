using WebhookSystem.Contracts;
using WebhookSystem.Ingress.Receive.Rates;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Ingress.Verify;

/// <summary>One source's secret, read again as it ages, once at a time however many requests wait.</summary>
/// <remarks>
/// | age of what was read      | a request                                                        |
/// | under half the cache time | uses it                                                          |
/// | from half on              | uses it, and has it read again meanwhile                         |
/// | over the cache time       | waits for it to be read again; where that fails, uses what it has |
/// After a failure, and where no secret is set, the store is left alone for a while.
/// </remarks>
internal sealed partial class SourceSecret(
    KnownSource source, ISecretStore store, TimeProvider time, ILogger<SourceSecret> logger)
{
    private static readonly TimeSpan ReadTimeMax = TimeSpan.FromSeconds(3);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

    // Forged signatures ask for a fresh secret as a rotation does: some at once, then one each so often.
    private readonly TokenBucket _freshReads = new(TimeSpan.FromSeconds(5), capacity: 3, time);
    private readonly Lock _gate = new();
    private LiveKeys? _keys;
    private Task? _reading;
    private DateTimeOffset _notBefore;

    /// <summary>The keys to verify with; null where none could be read yet.</summary>
    public async ValueTask<LiveKeys?> KeysAsync(CancellationToken cancellationToken)
    {
        var keys = Volatile.Read(ref _keys);
        var now = time.GetUtcNow();
        var age = keys is null ? TimeSpan.MaxValue : now - keys.ReadAt;
        if (age < Topology.Secrets.CacheTime / 2 && keys?.At(now).Length > 0)
            return keys;

        var reading = ReadOnce();
        if (reading is null || (age < Topology.Secrets.CacheTime && keys?.At(now).Length > 0))
            return keys;
        await reading.WaitAsync(cancellationToken);
        return Volatile.Read(ref _keys);
    }

    /// <summary>Keys newer than these, for a signature that these do not give; null where there are none.</summary>
    public async ValueTask<LiveKeys?> FresherAsync(LiveKeys keys, CancellationToken cancellationToken)
    {
        if (Volatile.Read(ref _keys) == keys && _freshReads.TryTake(out _) && ReadOnce() is { } reading)
            await reading.WaitAsync(cancellationToken);
        return Volatile.Read(ref _keys) is { } read && read != keys ? read : null;
    }

    /// <summary>The reading that is under way, or a new one; null where it is too soon for one.</summary>
    private Task? ReadOnce()
    {
        lock (_gate)
        {
            if (_reading is { IsCompleted: false })
                return _reading;
            if (time.GetUtcNow() < _notBefore)
                return null;
            // On the pool: whoever asked first would otherwise do the work of a synchronous beginning.
            return _reading = Task.Run(ReadAsync);
        }
    }

    private async Task ReadAsync()
    {
        // Nobody's token: the next request wants the answer as much as the one that asked.
        using var timeout = new CancellationTokenSource(ReadTimeMax, time);
        try
        {
            var versions = await store.FetchAsync(source.Name, timeout.Token);
            var now = time.GetUtcNow();
            var keys = new LiveKeys(source.Scheme, versions, now);
            Volatile.Write(ref _keys, keys);
            if (keys.At(now).Length > 0)
                return;
            LeaveAlone();
            Log.Missing(logger, source.Name);
        }
        catch (Exception outage) when (outage.IsAwsOutage)
        {
            LeaveAlone();
            Log.Unreadable(logger, outage, source.Name);
        }
    }

    private void LeaveAlone()
    {
        lock (_gate)
            _notBefore = time.GetUtcNow() + Pause;
    }

    private static partial class Log
    {
        [LoggerMessage(
            1, LogLevel.Warning, "No usable secret is set for {Source}: its requests are refused.",
            EventName = "secret.missing")]
        public static partial void Missing(ILogger logger, string source);

        [LoggerMessage(
            2, LogLevel.Warning, "The secret of {Source} could not be read; one read before goes on counting.",
            EventName = "secret.unreadable")]
        public static partial void Unreadable(ILogger logger, Exception exception, string source);
    }
}
