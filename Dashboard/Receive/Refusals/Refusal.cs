namespace WebhookSystem.Dashboard.Receive.Refusals;

/// <summary>A request that was refused: nothing of its sender's but how much it was.</summary>
/// <param name="Source">Null where the address named none.</param>
/// <param name="Verdict">Why, by the word that Ingress has for it.</param>
/// <param name="Bytes">Of its body, as far as it was read.</param>
internal sealed record Refusal(
    DateTimeOffset At, string? Source, string Verdict, long? Bytes, string? TraceId);
