using System.Text.Json;

namespace WebhookSystem.KillNine;

/// <summary>What a run came to.</summary>
/// <param name="AtPoints">Of the kills, those at a named point.</param>
/// <param name="Events">Accepted, each once however often it was delivered.</param>
/// <param name="Repeated">Messages that the consumer received again: the same ordinal and id.</param>
/// <param name="FirstAnswerMilliseconds">From the start of Ingress's process after a kill to its first 2xx.</param>
internal sealed record Figures(
    int Kills, int AtPoints, IReadOnlyDictionary<string, int> Killed, int Seed, int Events, long Deliveries, int Late,
    int Conflicts, long Duplicates, int Repeated, int Lost, int Violations, Spread FirstAnswerMilliseconds,
    double Seconds)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    public string ToJson() => JsonSerializer.Serialize(this, Json);
}

internal sealed record Spread(int Count, double Median, double Max)
{
    public static Spread Of(IReadOnlyCollection<double> values) => values.Count == 0
        ? new(0, 0, 0)
        : new(values.Count, Math.Round(values.Order().ElementAt(values.Count / 2)), Math.Round(values.Max()));
}
