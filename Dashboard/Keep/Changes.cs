using System.Runtime.CompilerServices;
using System.Threading.Channels;

namespace WebhookSystem.Dashboard.Keep;

/// <summary>
/// Tells open pages that something they show has changed, at most twice a second, and less often where they are many or
/// the reader is behind: drawing must not take the time that reading needs.
/// </summary>
internal sealed class Changes(TimeProvider time)
{
    /// <summary>Changes closer together than this come as one.</summary>
    private static readonly TimeSpan PauseMin = TimeSpan.FromMilliseconds(500);

    /// <summary>What is shown while the reader is behind is past before anyone has read it.</summary>
    private static readonly TimeSpan PauseBehind = TimeSpan.FromSeconds(4);

    /// <summary>For each part of a page that follows: together they are told a hundred times a second.</summary>
    private static readonly TimeSpan PauseEach = TimeSpan.FromMilliseconds(10);

    private readonly Lock _gate = new();
    private Channel<bool>[] _listeners = [];
    private long _version;
    private volatile bool _isBehind;

    /// <summary>Rises with every change.</summary>
    public long Version => Volatile.Read(ref _version);

    /// <summary>Whether the reader does not keep up with what there is to read.</summary>
    public bool IsBehind
    {
        get => _isBehind;
        set => _isBehind = value;
    }

    private TimeSpan Pause => IsBehind
        ? PauseBehind
        : TimeSpan.FromTicks(Math.Clamp(
            PauseEach.Ticks * Volatile.Read(ref _listeners).Length, PauseMin.Ticks, PauseBehind.Ticks));

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
