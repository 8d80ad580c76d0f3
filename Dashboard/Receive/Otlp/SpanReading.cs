using Google.Protobuf;
using Google.Protobuf.Collections;
using WebhookSystem.Dashboard.Receive.Protocol;
using WebhookSystem.Dashboard.Receive.Traces;

namespace WebhookSystem.Dashboard.Receive.Otlp;

/// <summary>Spans of the protocol as spans of ours. What has no valid id is no span.</summary>
internal static class SpanReading
{
    private const int TextMax = 2_048;
    private const int AttributesMax = 64;
    private const int MomentsMax = 32;
    private const int LinksMax = 128;
    private const int ErrorCode = 2;
    private const long NanosecondsPerTick = 100;

    public static IEnumerable<TraceSpan> Read(ExportTraceServiceRequest request) =>
        from resource in request.ResourceSpans
        let service = AttributeText.Of(resource.Resource?.Attributes, "service.name") ?? "unknown"
        from scope in resource.ScopeSpans
        from span in scope.Spans
        where span.TraceId.Length == 16 && span.SpanId.Length == 8
        select Read(span, service);

    private static TraceSpan Read(SpanMessage span, string service) => new()
    {
        TraceId = Hex(span.TraceId),
        SpanId = Hex(span.SpanId),
        ParentId = span.ParentSpanId.Length == 8 ? Hex(span.ParentSpanId) : null,
        Name = Cut(span.Name),
        Kind = KindOf(span.Kind),
        Service = Cut(service),
        StartedAt = Instant(span.StartTimeUnixNano),
        Milliseconds = span.EndTimeUnixNano > span.StartTimeUnixNano
            ? (span.EndTimeUnixNano - span.StartTimeUnixNano) / 1e6
            : 0,
        Failed = span.Status?.Code == ErrorCode,
        Failure = span.Status is { Message.Length: > 0 } status ? Cut(status.Message) : null,
        Attributes = AttributesOf(span.Attributes),
        Links =
        [
            .. span.Links.Where(static link => link.TraceId.Length == 16 && link.SpanId.Length == 8).Take(LinksMax)
                .Select(static link => new SpanName(Hex(link.TraceId), Hex(link.SpanId))),
        ],
        Moments = [.. span.Events.Take(MomentsMax).Select(MomentOf)],
    };

    private static Dictionary<string, string> AttributesOf(RepeatedField<KeyValue> attributes)
    {
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var attribute in attributes.Take(AttributesMax))
            texts[Cut(attribute.Key)] = Cut(AttributeText.Of(attribute.Value));
        return texts;
    }

    private static SpanMoment MomentOf(SpanEvent moment)
    {
        var type = AttributeText.Of(moment.Attributes, "exception.type");
        var message = AttributeText.Of(moment.Attributes, "exception.message");
        return new(Cut(moment.Name), Instant(moment.TimeUnixNano), type is null ? message : Cut($"{type}: {message}"));
    }

    private static string KindOf(int kind) => kind switch
    {
        2 => "server",
        3 => "client",
        4 => "producer",
        5 => "consumer",
        _ => "internal",
    };

    public static DateTimeOffset Instant(ulong nanoseconds) => DateTimeOffset.UnixEpoch.AddTicks(
        (long)Math.Min(
            nanoseconds / NanosecondsPerTick, (ulong)(DateTimeOffset.MaxValue - DateTimeOffset.UnixEpoch).Ticks));

    private static string Hex(ByteString bytes) => Convert.ToHexStringLower(bytes.Span);

    private static string Cut(string text) => text.Length <= TextMax ? text : text[..TextMax];
}
