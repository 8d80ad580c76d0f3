using Microsoft.Extensions.Options;
using WebhookSystem.Dashboard.Keep;

namespace WebhookSystem.Dashboard.Receive.Spans;

/// <summary>The last traces, in memory: when there are too many spans or bytes, the oldest traces go whole.</summary>
internal sealed class SpanStore(IOptions<DashboardOptions> options, TimeProvider time)
{
    /// <summary>A trace that never ends must not push out all others.</summary>
    private const int SpansOfTraceMax = 2_000;

    private readonly Lock _gate = new();
    private readonly Dictionary<string, Dictionary<string, TraceSpan>> _traces = new(StringComparer.Ordinal);
    private readonly Queue<string> _oldestFirst = new();
    private int _spans;
    private long _bytes;

    /// <summary>Tells that spans have come.</summary>
    public Changes Arrivals { get; } = new(time);

    public void Add(IEnumerable<TraceSpan> spans)
    {
        lock (_gate)
        {
            foreach (var span in spans)
                Add(span);
            while (_spans > options.Value.SpansMax || _bytes > options.Value.SpanBytesMax)
                Forget(_oldestFirst.Dequeue());
        }

        Arrivals.Publish();
    }

    /// <summary>The spans of a trace by their start; none where it is unknown.</summary>
    public IReadOnlyList<TraceSpan> Trace(string traceId)
    {
        lock (_gate)
        {
            return _traces.TryGetValue(traceId, out var spans)
                ? [.. spans.Values.OrderBy(static span => span.StartedAt)
                    .ThenBy(static span => span.SpanId, StringComparer.Ordinal)]
                : [];
        }
    }

    private void Add(TraceSpan span)
    {
        if (!_traces.TryGetValue(span.TraceId, out var spans))
        {
            _traces.Add(span.TraceId, spans = new(StringComparer.Ordinal));
            _oldestFirst.Enqueue(span.TraceId);
        }

        // A sender that missed our answer sends the same spans again.
        if (spans.Count >= SpansOfTraceMax || !spans.TryAdd(span.SpanId, span))
            return;
        _spans++;
        _bytes += span.Bytes;
    }

    private void Forget(string traceId)
    {
        _traces.Remove(traceId, out var spans);
        foreach (var span in spans!.Values)
        {
            _spans--;
            _bytes -= span.Bytes;
        }
    }
}
