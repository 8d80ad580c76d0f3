using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Orderer.Release.Keep;

/// <summary>
/// The cursors that this process wrote last, everything of them sent: a key that goes on where it stopped need not be
/// read. Nothing rests on it: a commit from a cursor that others have changed fails.
/// </summary>
internal sealed class RecentKeys(TimeProvider time)
{
    /// <summary>Ours: a cursor is a few KB.</summary>
    private const int KeysMax = 1000;

    private readonly Lock _gate = new();
    private readonly Dictionary<KeyName, (KeyCursor Cursor, DateTimeOffset At)> _cursors = [];
    private readonly Queue<KeyName> _order = new();

    /// <summary>Takes the key's state out; null where it is not known, or too old to be worth a try.</summary>
    public KeyState? Take(KeyName key)
    {
        lock (_gate)
        {
            return _cursors.Remove(key, out var kept) && time.GetUtcNow() - kept.At < Topology.Limits.InvocationAgeMax
                ? new(kept.Cursor, kept.Cursor.NextOrdinal - 1)
                : null;
        }
    }

    /// <param name="cursor">As it stands in the table, with everything released and sent.</param>
    public void Keep(KeyName key, KeyCursor cursor)
    {
        lock (_gate)
        {
            _cursors[key] = (cursor, time.GetUtcNow());
            _order.Enqueue(key);
            while (_order.Count > KeysMax)
                _cursors.Remove(_order.Dequeue());
        }
    }
}
