using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Orderer.Release.Keep;

/// <summary>
/// The cursors that this process wrote last, everything of them sent: a key that goes on where it stopped need not be
/// read. Nothing rests on it: a commit from a cursor that others have changed fails.
/// </summary>
internal sealed class RecentKeys(TimeProvider time)
{
    /// <summary>Ours: entries of cursors, about a hundred bytes each. The older half goes when the younger is full.
    /// </summary>
    public const int EntriesMax = 100_000;

    private readonly Lock _gate = new();
    private Dictionary<KeyName, Kept> _younger = [];
    private Dictionary<KeyName, Kept> _older = [];
    private int _entries;

    /// <summary>Takes the key's state out; null where it is not known, or too old to be worth a try.</summary>
    public KeyState? Take(KeyName key)
    {
        lock (_gate)
        {
            return Remove(key) is { } kept && time.GetUtcNow() - kept.At < Topology.Limits.InvocationAgeMax
                ? new(kept.Cursor, kept.Cursor.NextOrdinal - 1)
                : null;
        }
    }

    /// <param name="cursor">As it stands in the table, with everything released and sent.</param>
    public void Keep(KeyName key, KeyCursor cursor)
    {
        lock (_gate)
        {
            Remove(key);
            if (_entries >= EntriesMax / 2)
                (_older, _younger, _entries) = (_younger, [], 0);
            var kept = new Kept(cursor, time.GetUtcNow());
            _younger[key] = kept;
            _entries += kept.Entries;
        }
    }

    private Kept? Remove(KeyName key)
    {
        if (_younger.Remove(key, out var kept))
            _entries -= kept.Entries;
        else
            _older.Remove(key, out kept);
        return kept;
    }

    private sealed record Kept(KeyCursor Cursor, DateTimeOffset At)
    {
        /// <summary>The cursor itself counts as one.</summary>
        public int Entries => 1 + Cursor.Held.Length + Cursor.Ring.Count;
    }
}
