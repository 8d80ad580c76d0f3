using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace WebhookSystem.Dashboard.Keep;

/// <summary>Tells open pages that something they show has changed, at most twice a second.</summary>
internal sealed class Changes(TimeProvider time)
{
    /// <summary>Changes closer together than this come as one.</summary>
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(500);

    private readonly Lock _gate = new();
    private Channel<bool>[] _listeners = [];
    private long _version;

    /// <summary>Rises with every change.</summary>
    public long Version => Volatile.Read(ref _version);

    public void Publish()
    {
        Interlocked.Increment(ref _version);
        foreach (var listener in Volatile.Read(ref _listeners))
            listener.Writer.TryWrite(true);
    }

    /// <summary>
    /// The first comes at once, for whatever has changed between a page's reading and its following; what follows one
    /// within the pause comes as one more.
    /// </summary>
    public async IAsyncEnumerable<bool> FollowAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var listener = Channel.CreateBounded<bool>(
            new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
        listener.Writer.TryWrite(true);
        lock (_gate)
            _listeners = [.. _listeners, listener];
        try
        {
            while (await listener.Reader.WaitToReadAsync(cancellationToken))
            {
                listener.Reader.TryRead(out _);
                yield return true;
                await Task.Delay(Pause, time, cancellationToken);
            }
        }
        finally
        {
            lock (_gate)
                _listeners = [.. _listeners.Where(other => other != listener)];
        }
    }
}
