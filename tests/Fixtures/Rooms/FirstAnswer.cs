using System.Text.Json.Nodes;

namespace WebhookSystem.Fixtures.Rooms;

/// <summary>What a function that was started for it answered.</summary>
/// <param name="Took">From the start of its process.</param>
/// <param name="ProcessorTime">Of the process until then.</param>
/// <param name="ResidentBytes">Of the process just then; Linux only.</param>
public sealed record FirstAnswer(JsonNode Answer, TimeSpan Took, TimeSpan ProcessorTime, long ResidentBytes);
