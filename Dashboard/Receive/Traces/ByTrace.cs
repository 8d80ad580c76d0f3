namespace WebhookSystem.Dashboard.Receive.Traces;

/// <summary>Something that belongs to a trace.</summary>
internal interface IOfTrace
{
    /// <summary>32 lower-case hex digits.</summary>
    string TraceId { get; }

    /// <summary>What it is known by within the trace: whoever missed our answer sends the same again.</summary>
    string Name { get; }

    /// <summary>About how much memory it takes.</summary>
    int Bytes { get; }
}

/// <summary>The last traces, in memory: when there are too many entries or bytes, the oldest traces go whole.</summary>
/// <remarks>Not safe for several threads at once.</remarks>
internal sealed class ByTrace<TEntry>(int entriesMax, long bytesMax)
    where TEntry : IOfTrace
{
    /// <summary>A trace that never ends must not push out all others.</summary>
    private const int OfTraceMax = 2_000;

    private readonly Dictionary<string, Dictionary<string, TEntry>> _traces = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = new();
    private int _entries;
    private long _bytes;

    public IEnumerable<TEntry> Of(string traceId) =>
        _traces.TryGetValue(traceId, out var entries) ? entries.Values : [];

    /// <returns>Whether it is new and there is room for it.</returns>
    public bool Add(TEntry entry)
    {
        if (!_traces.TryGetValue(entry.TraceId, out var entries))
        {
            _traces.Add(entry.TraceId, entries = new(StringComparer.Ordinal));
            _oldestFirst.Enqueue(entry.TraceId);
        }

        if (entries.Count >= OfTraceMax || !entries.TryAdd(entry.Name, entry))
            return false;
        _entries++;
        _bytes += entry.Bytes;
        return true;
    }

    /// <summary>Lets the oldest traces go until the rest is within the bounds.</summary>
    /// <returns>What went.</returns>
    public IReadOnlyList<TEntry> Trim()
    {
        var gone = new List<TEntry>();
        while ((_entries > entriesMax || _bytes > bytesMax) && _oldestFirst.TryDequeue(out var oldest))
        {
            _traces.Remove(oldest, out var entries);
            _entries -= entries!.Count;
            _bytes -= entries.Values.Sum(static entry => (long)entry.Bytes);
            gone.AddRange(entries.Values);
        }

        return gone;
    }
}
