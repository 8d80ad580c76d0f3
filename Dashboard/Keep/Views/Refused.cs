namespace WebhookSystem.Dashboard.Keep.Views;

/// <summary>How many requests of a source were refused for a reason.</summary>
public sealed record RefusedCount(string Source, string Verdict, long Requests);

/// <summary>One refused request.</summary>
/// <param name="Source">Absent where its address named none.</param>
/// <param name="Bytes">Of its body, as far as it was read.</param>
public sealed record RefusedRequest(
    long Number, DateTimeOffset At, string? Source, string Verdict, long? Bytes, string? TraceId);

/// <summary>The refused requests: counted, and the last of them.</summary>
/// <param name="Next">Asks for those before the last of these; absent where there are none.</param>
public sealed record Refusals(
    IReadOnlyList<RefusedCount> Counts, IReadOnlyList<RefusedRequest> Requests, long? Next);
