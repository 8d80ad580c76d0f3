using System.Diagnostics;

namespace WebhookSystem.Ingress.Observe;

/// <summary>
/// A trace begins here. Trace headers are not signed: by them anybody could have every request recorded, or write into
/// traces that are there.
/// </summary>
internal sealed class StrangersTraces : DistributedContextPropagator
{
    public override IReadOnlyCollection<string> Fields => [];

    public override void Inject(Activity? activity, object? carrier, PropagatorSetterCallback? setter)
    {
    }

    public override void ExtractTraceIdAndState(
        object? carrier, PropagatorGetterCallback? getter, out string? traceId, out string? traceState) =>
        traceId = traceState = null;

    public override IEnumerable<KeyValuePair<string, string?>>? ExtractBaggage(
        object? carrier, PropagatorGetterCallback? getter) => null;
}
