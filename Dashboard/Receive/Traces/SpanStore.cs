using Microsoft.Extensions.Options;
using WebhookSystem.Dashboard.Keep;

namespace WebhookSystem.Dashboard.Receive.Traces;

/// <summary>The spans of the last traces, and which of them point to a trace that is not their own.</summary>
internal sealed class SpanStore(IOptions<DashboardOptions> options, TimeProvider time)
{
    private readonly Lock _gate = new();
    private readonly ByTrace<TraceSpan> _spans = new(options.Value.SpansMax, options.Value.SpanBytesMax);
    private readonly Dictionary<string, List<TraceSpan>> _pointing = new(StringComparer.Ordinal);

    /// <summary>Tells that spans have come.</summary>
    public Changes Arrivals { get; } = new(time);

    public void Add(IEnumerable<TraceSpan> spans)
    {
        lock (_gate)
        {
            foreach (var span in spans.Where(_spans.Add))
                Point(span);
            foreach (var gone in _spans.Trim())
                Unpoint(gone);
        }

        Arrivals.Publish();
    }

    /// <summary>The spans of a trace by their start; none where it is unknown.</summary>
    public IReadOnlyList<TraceSpan> Trace(string traceId)
    {
        lock (_gate)
            return InOrder(_spans.Of(traceId));
    }

    /// <summary>Spans of other traces that say they belong to this one too: batches in which it travelled.</summary>
    public IReadOnlyList<TraceSpan> PointingTo(string traceId)
    {
        lock (_gate)
            return _pointing.TryGetValue(traceId, out var spans) ? InOrder(spans) : [];
    }

    private void Point(TraceSpan span)
    {
        foreach (var trace in OthersOf(span))
        {
            if (!_pointing.TryGetValue(trace, out var spans))
                _pointing.Add(trace, spans = []);
            spans.Add(span);
        }
    }

    private void Unpoint(TraceSpan span)
    {
        foreach (var trace in OthersOf(span))
        {
            if (_pointing.TryGetValue(trace, out var spans) && spans.Remove(span) && spans.Count == 0)
                _pointing.Remove(trace);
        }
    }

    private static IEnumerable<string> OthersOf(TraceSpan span) => span.Links
        .Select(static link => link.TraceId).Where(trace => trace != span.TraceId).Distinct(StringComparer.Ordinal);

    private static IReadOnlyList<TraceSpan> InOrder(IEnumerable<TraceSpan> spans) =>
        [.. spans.OrderBy(static span => span.StartedAt).ThenBy(static span => span.SpanId, StringComparer.Ordinal)];
}
