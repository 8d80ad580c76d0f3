using System.Text.Json.Serialization;
using WebhookSystem.Dashboard.Probe;
using WebhookSystem.Dashboard.Keep.Views;
using WebhookSystem.Dashboard.Receive.Logs;
using WebhookSystem.Dashboard.Receive.Traces;

namespace WebhookSystem.Dashboard.Answer;

/// <summary>The API's JSON, generated at build time.</summary>
[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AllCounts))]
[JsonSerializable(typeof(Traffic))]
[JsonSerializable(typeof(EventPage))]
[JsonSerializable(typeof(EventAnswer))]
[JsonSerializable(typeof(KeyDetail))]
[JsonSerializable(typeof(Refusals))]
[JsonSerializable(typeof(CommandPage))]
[JsonSerializable(typeof(HealthReport))]
internal sealed partial class ApiJson : JsonSerializerContext;

/// <summary>An event with its trace.</summary>
/// <param name="Spans">The spans of its trace by their start; none where they have not come or are gone.</param>
/// <param name="Linked">Spans of other traces that point to this one, such as batches it travelled in.</param>
/// <param name="Logs">What was written in logs during its trace.</param>
public sealed record EventAnswer(
    EventDetail Event, IReadOnlyList<TraceSpan> Spans, IReadOnlyList<TraceSpan> Linked, IReadOnlyList<TraceLog> Logs);
