using System.Diagnostics;
using Amazon.SQS.Model;
using WebhookSystem.Contracts.Telemetry;

namespace WebhookSystem.ServiceDefaults.Observe;

/// <summary>Carries W3C trace context over a queue, as the message attribute <c>traceparent</c>.</summary>
public static class TraceContext
{
    /// <summary>The current span as <c>traceparent</c>; null where nothing is traced.</summary>
    public static string? Current =>
        Activity.Current is { IdFormat: ActivityIdFormat.W3C } activity ? activity.Id : null;

    /// <summary>The attributes of a message sent now: the current span, where there is one.</summary>
    public static Dictionary<string, MessageAttributeValue> Outgoing() => Outgoing(Current);

    /// <summary>The attributes of a message that belongs to a span other than the current one.</summary>
    public static Dictionary<string, MessageAttributeValue> Outgoing(string? traceParent) =>
        traceParent is null ? [] : new()
        {
            [TelemetryNames.TraceParentAttribute] = new() { DataType = "String", StringValue = traceParent },
        };

    /// <summary>The sender's span; default where the message carries none.</summary>
    public static ActivityContext Incoming(IReadOnlyDictionary<string, MessageAttributeValue>? attributes) =>
        attributes is not null && attributes.TryGetValue(TelemetryNames.TraceParentAttribute, out var attribute)
            ? Parse(attribute.StringValue)
            : default;

    /// <summary>A span of another process; default where the text is no <c>traceparent</c>.</summary>
    public static ActivityContext Parse(string? traceParent) =>
        ActivityContext.TryParse(traceParent, traceState: null, isRemote: true, out var context) ? context : default;
}
