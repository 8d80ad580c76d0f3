using WebhookSystem.Contracts.Items;
using WebhookSystem.Orderer.Sequence;

namespace WebhookSystem.Bench.Ordering;

/// <summary>The end of a key's release log: as far back as events of this workload are repeated.</summary>
internal struct ReleaseLog
{
    private LogChunk? _last;
    private LogChunk? _before;

    public void Add(IReadOnlyList<LogChunk> chunks)
    {
        foreach (var chunk in chunks)
            (_before, _last) = (_last, chunk);
    }

    public readonly IReadOnlySet<EventName> Find(IReadOnlySet<EventName> names)
    {
        if (names.Count == 0)
            return names;
        HashSet<EventName>? found = null;
        foreach (var name in names)
        {
            if (Holds(_last, name) || Holds(_before, name))
                (found ??= []).Add(name);
        }

        return found ?? KeyInput.NoNames;
    }

    private static bool Holds(LogChunk? chunk, EventName name)
    {
        if (chunk is null)
            return false;
        foreach (var entry in chunk.Entries)
        {
            if (EventName.Of(entry) == name)
                return true;
        }

        return false;
    }
}
