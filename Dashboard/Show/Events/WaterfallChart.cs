using WebhookSystem.Dashboard.Receive.Traces;

namespace WebhookSystem.Dashboard.Show.Events;

/// <summary>A trace laid out: who began whom, and when, as shares of the whole.</summary>
internal sealed record WaterfallChart(
    IReadOnlyList<WaterfallRow> Rows, IReadOnlyList<(string Service, int Colour)> Services, double Milliseconds)
{
    private const int Colours = 8;

    /// <summary>So that the shortest step can still be seen.</summary>
    private const double WidthMin = 0.003;

    public static WaterfallChart Of(IReadOnlyList<TraceSpan> spans)
    {
        if (spans.Count == 0)
            return new([], [], 0);
        var services = spans.Select(static span => span.Service).Distinct(StringComparer.Ordinal)
            .Select(static (service, index) => (service, index % Colours)).ToList();
        var colours = services.ToDictionary(static one => one.service, static one => one.Item2, StringComparer.Ordinal);
        var start = spans.Min(static span => span.StartedAt);
        var total = spans.Max(span => (span.StartedAt - start).TotalMilliseconds + span.Milliseconds);
        var rows = InOrder(spans).Select(step =>
        {
            var left = total == 0 ? 0 : (step.Span.StartedAt - start).TotalMilliseconds / total;
            var width = total == 0 ? 1 : step.Span.Milliseconds / total;
            var shown = Math.Max(width, WidthMin);
            return new WaterfallRow(
                step.Span, step.Depth, Math.Min(left, 1 - shown), shown, colours[step.Span.Service]);
        });
        return new([.. rows], services, total);
    }

    /// <summary>
    /// Each step before those it began, in the order of their starts. Steps whose beginner has not come are first ones.
    /// </summary>
    private static IEnumerable<(TraceSpan Span, int Depth)> InOrder(IReadOnlyList<TraceSpan> spans)
    {
        var known = spans.Select(static span => span.SpanId).ToHashSet(StringComparer.Ordinal);
        var children = spans
            .Where(span => span.ParentId is { } parent && known.Contains(parent) && parent != span.SpanId)
            .ToLookup(static span => span.ParentId!, StringComparer.Ordinal);
        var seen = new HashSet<string>(StringComparer.Ordinal);
        var waiting = new Stack<(TraceSpan Span, int Depth)>(
            spans.Where(span => span.ParentId is not { } parent || !known.Contains(parent)).Reverse()
                .Select(static span => (span, 0)));
        while (waiting.TryPop(out var step))
        {
            if (!seen.Add(step.Span.SpanId))
                continue;
            yield return step;
            foreach (var child in children[step.Span.SpanId].Reverse())
                waiting.Push((child, step.Depth + 1));
        }

        // Spans that claim to have begun each other are told by nobody above.
        foreach (var span in spans.Where(span => !seen.Contains(span.SpanId)))
            yield return (span, 0);
    }
}

/// <param name="Left">Start as a share of the whole trace.</param>
/// <param name="Width">Duration as a share of the whole trace.</param>
internal sealed record WaterfallRow(TraceSpan Span, int Depth, double Left, double Width, int Colour);
