using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Orderer.Release.Keep;

/// <summary>
/// The cursors that this process wrote last, everything of them sent: a key that goes on where it stopped need not be
/// read. Nothing rests on it: a commit from a cursor that others have changed fails.
/// </summary>
internal sealed class RecentKeys(TimeProvider time)
{
    /// <summary>Ours: a cursor is a few KB. The older half goes when the younger is full.</summary>
    private const int KeysMax = 4000;

    private readonly Lock _gate = new();
    private Dictionary<KeyName, (KeyCursor Cursor, DateTimeOffset At)> _younger = [];
    private Dictionary<KeyName, (KeyCursor Cursor, DateTimeOffset At)> _older = [];

    /// <summary>Takes the key's state out; null where it is not known, or too old to be worth a try.</summary>
    public KeyState? Take(KeyName key)
    {
        lock (_gate)
        {
            return (_younger.Remove(key, out var kept) || _older.Remove(key, out kept))
                && time.GetUtcNow() - kept.At < Topology.Limits.InvocationAgeMax
                    ? new(kept.Cursor, kept.Cursor.NextOrdinal - 1)
                    : null;
        }
    }

    /// <param name="cursor">As it stands in the table, with everything released and sent.</param>
    public void Keep(KeyName key, KeyCursor cursor)
    {
        lock (_gate)
        {
            if (_younger.Count >= KeysMax / 2)
                (_older, _younger) = (_younger, []);
            _older.Remove(key);
            _younger[key] = (cursor, time.GetUtcNow());
        }
    }
}
