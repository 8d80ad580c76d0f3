using WebhookSystem.Contracts.Items;
using WebhookSystem.Orderer.Sequence;

namespace WebhookSystem.Bench.Ordering;

/// <summary>
/// The end of a key's release log, in place of the table that has it: as far back as events of this workload are
/// repeated.
/// </summary>
internal struct ReleaseLog
{
    private LogChunk? _last;
    private LogChunk? _lastButOne;

    public void Add(ReadOnlySpan<LogChunk> chunks)
    {
        foreach (var chunk in chunks)
            (_lastButOne, _last) = (_last, chunk);
    }

    public readonly IReadOnlySet<EventName> Find(IReadOnlySet<EventName> names)
    {
        if (names.Count == 0)
            return names;
        HashSet<EventName>? found = null;
        foreach (var name in names)
        {
            if (IsIn(_last, name) || IsIn(_lastButOne, name))
                (found ??= []).Add(name);
        }

        return found ?? KeyInput.NoNames;
    }

    private static bool IsIn(LogChunk? chunk, EventName name) =>
        chunk is not null && chunk.Entries.Contains(name.Id, name.Arrival);
}
