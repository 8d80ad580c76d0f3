using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Orderer.Sequence;

namespace WebhookSystem.Bench.Ordering;

/// <summary>
/// The end of a key's release log, in place of the table that has it: as far back as events of this workload are
/// repeated.
/// </summary>
internal sealed class ReleaseLog
{
    private readonly EventName[] _names = new EventName[2 * Topology.Limits.LogChunkEntries];
    private int _next;

    public void Add(IReadOnlyList<LogChunk> chunks)
    {
        for (var at = 0; at < chunks.Count; at++)
        {
            var entries = chunks[at].Entries;
            for (var entry = 0; entry < entries.Count; entry++)
                _names[_next++ % _names.Length] = EventName.Of(entries[entry]);
        }
    }

    public IReadOnlySet<EventName> Find(IReadOnlySet<EventName> names)
    {
        if (names.Count == 0)
            return names;
        HashSet<EventName>? found = null;
        foreach (var name in names)
        {
            if (_names.AsSpan().Contains(name))
                (found ??= []).Add(name);
        }

        return found ?? KeyInput.NoNames;
    }
}
