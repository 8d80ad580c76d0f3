using WebhookSystem.Dashboard.Receive.Traces;

namespace WebhookSystem.Dashboard.Receive.Logs;

/// <summary>A line of a room's log, written while a trace was under way.</summary>
public sealed record TraceLog : IOfTrace
{
    public required string TraceId { get; init; }

    /// <summary>The step during which it was written.</summary>
    public string? SpanId { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary><c>trace</c>, <c>debug</c>, <c>information</c>, <c>warning</c>, <c>error</c> or <c>fatal</c>.</summary>
    public required string Level { get; init; }

    /// <summary>The room that wrote it.</summary>
    public required string Service { get; init; }

    public required string Text { get; init; }

    string IOfTrace.Name => $"{At.UtcTicks}/{SpanId}/{Text}";

    int IOfTrace.Bytes => 200 + (2 * (Text.Length + Service.Length));
}
