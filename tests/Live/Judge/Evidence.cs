using WebhookSystem.Live.Receive;
using WebhookSystem.Live.Traffic;

namespace WebhookSystem.Live.Judge;

/// <summary>All that a verdict rests on: what was promised, what is kept, what came out.</summary>
internal sealed record Evidence(
    IReadOnlyDictionary<EventName, Promise> Promises, TableContents Table, IReadOnlyList<Received> Received);
