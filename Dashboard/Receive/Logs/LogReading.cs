using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.Dashboard.Receive.Otlp;
using WebhookSystem.Dashboard.Receive.Protocol;
using WebhookSystem.Dashboard.Receive.Refusals;

namespace WebhookSystem.Dashboard.Receive.Logs;

/// <summary>Log records of the protocol as lines of ours.</summary>
internal static class LogReading
{
    private const int TextMax = 4_096;
    private const int LevelsApart = 4;

    private static readonly string[] Levels = ["trace", "debug", "information", "warning", "error", "fatal"];

    /// <summary>The lines that were written while something was traced.</summary>
    public static IEnumerable<TraceLog> Read(ExportLogsServiceRequest request) =>
        from record in RecordsOf(request)
        where record.Log.TraceId.Length == 16
        select new TraceLog
        {
            TraceId = Convert.ToHexStringLower(record.Log.TraceId.Span),
            SpanId = record.Log.SpanId.Length == 8 ? Convert.ToHexStringLower(record.Log.SpanId.Span) : null,
            At = AtOf(record.Log),
            Level = Levels[Math.Clamp((record.Log.SeverityNumber - 1) / LevelsApart, 0, Levels.Length - 1)],
            Service = record.Service,
            Text = TextOf(record.Log),
        };

    /// <summary>The requests that were refused, of which Ingress writes a line each.</summary>
    public static IEnumerable<Refusal> ReadRefusals(ExportLogsServiceRequest request) =>
        from record in RecordsOf(request)
        let verdict = AttributeText.Of(record.Log.Attributes, "Verdict")
        where record.Log.EventName == TelemetryNames.Received && verdict is not null
            && !TelemetryNames.LetIn.Contains(verdict, StringComparer.OrdinalIgnoreCase)
        select new Refusal(
            AtOf(record.Log),
            AttributeText.Of(record.Log.Attributes, "Source") is { Length: > 0 } source ? source : null,
            verdict,
            long.TryParse(AttributeText.Of(record.Log.Attributes, "BodyBytes"), out var bytes) ? bytes : null,
            record.Log.TraceId.Length == 16 ? Convert.ToHexStringLower(record.Log.TraceId.Span) : null);

    private static IEnumerable<(string Service, LogRecord Log)> RecordsOf(ExportLogsServiceRequest request) =>
        from resource in request.ResourceLogs
        let service = AttributeText.Of(resource.Resource?.Attributes, "service.name") ?? "unknown"
        from scope in resource.ScopeLogs
        from log in scope.LogRecords
        select (service, log);

    private static DateTimeOffset AtOf(LogRecord log) =>
        SpanReading.Instant(log.TimeUnixNano > 0 ? log.TimeUnixNano : log.ObservedTimeUnixNano);

    /// <summary>The message with its values in it, where the sender left them apart.</summary>
    private static string TextOf(LogRecord log)
    {
        var text = AttributeText.Of(log.Body);
        foreach (var attribute in log.Attributes)
            text = text.Replace($"{{{attribute.Key}}}", AttributeText.Of(attribute.Value), StringComparison.Ordinal);
        return text.Length <= TextMax ? text : text[..TextMax];
    }
}
