namespace WebhookSystem.Dashboard.Receive.Traces;

/// <summary>One step of a trace, as a room reported it.</summary>
public sealed record TraceSpan : IOfTrace
{
    /// <summary>32 lower-case hex digits.</summary>
    public required string TraceId { get; init; }

    /// <summary>16 lower-case hex digits.</summary>
    public required string SpanId { get; init; }

    /// <summary>The span that began this one; absent for the first of its trace.</summary>
    public string? ParentId { get; init; }

    public required string Name { get; init; }

    /// <summary><c>internal</c>, <c>server</c>, <c>client</c>, <c>producer</c> or <c>consumer</c>.</summary>
    public required string Kind { get; init; }

    /// <summary>The room that did it.</summary>
    public required string Service { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    public required double Milliseconds { get; init; }

    /// <summary>Whether the room called it an error.</summary>
    public bool Failed { get; init; }

    /// <summary>What the room said of the error.</summary>
    public string? Failure { get; init; }

    public IReadOnlyDictionary<string, string> Attributes { get; init; } = new Dictionary<string, string>();

    /// <summary>What happened on the way, e.g. exceptions.</summary>
    public IReadOnlyList<SpanMoment> Moments { get; init; } = [];

    /// <summary>Other spans that it belongs to as much as to its own trace, such as those of a batch.</summary>
    public IReadOnlyList<SpanName> Links { get; init; } = [];

    string IOfTrace.Name => SpanId;

    int IOfTrace.Bytes => 400 + (120 * Links.Count) + (2 * (Name.Length + Service.Length + (Failure?.Length ?? 0)))
        + Attributes.Sum(static attribute => 80 + (2 * (attribute.Key.Length + attribute.Value.Length)))
        + Moments.Sum(static moment => 120 + (2 * (moment.Name.Length + (moment.Text?.Length ?? 0))));
}

/// <summary>Something that happened during a span.</summary>
/// <param name="Text">An exception's type and message, where it is one.</param>
public sealed record SpanMoment(string Name, DateTimeOffset At, string? Text);

/// <summary>A span by its trace and its own id.</summary>
public sealed record SpanName(string TraceId, string SpanId);
