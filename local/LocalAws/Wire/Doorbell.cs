using System.Collections.Concurrent;

namespace WebhookSystem.LocalAws.Wire;

/// <summary>
/// Lets a poller that runs in this process sleep long when idle and still answer at once: a store rings when something
/// arrives, a poller waits for the ring or for its back-off, whichever comes first. Missing a ring costs a back-off,
/// never an event.
/// </summary>
internal sealed class Doorbell(TimeProvider time)
{
    private readonly ConcurrentDictionary<string, TaskCompletionSource> _doors = new(StringComparer.Ordinal);

    /// <summary>The door of one shard of a stream.</summary>
    public static string DoorOf(string streamArn, string shardId) => $"{streamArn}/{shardId}";

    /// <summary>Wakes all that wait at the door.</summary>
    public void Ring(string door)
    {
        if (_doors.TryRemove(door, out var waiting))
            waiting.TrySetResult();
    }

    /// <summary>A task that ends at the next ring. Take it before looking, so that no ring falls in between.</summary>
    public Task Next(string door) =>
        _doors.GetOrAdd(door, _ => new(TaskCreationOptions.RunContinuationsAsynchronously)).Task;

    /// <summary>Waits for <paramref name="ring"/>, at most for <paramref name="backOff"/>.</summary>
    public async Task WaitAsync(Task ring, TimeSpan backOff, CancellationToken cancellationToken)
    {
        try
        {
            await ring.WaitAsync(backOff, time, cancellationToken);
        }
        catch (TimeoutException)
        {
            // The back-off ran out: the poller looks by itself.
        }
    }
}
