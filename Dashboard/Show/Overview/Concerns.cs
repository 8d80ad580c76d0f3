using WebhookSystem.Dashboard.Keep.Ask;
using WebhookSystem.Dashboard.Keep.Views;
using WebhookSystem.Dashboard.Probe;
using WebhookSystem.Dashboard.Show.Exceptions;
using WebhookSystem.Dashboard.Show.Parts;

namespace WebhookSystem.Dashboard.Show.Overview;

/// <summary>What needs a person, most urgent first.</summary>
internal static class Concerns
{
    public static IEnumerable<Concern> Of(AllCounts counts, Condition? condition)
    {
        foreach (var part in condition?.Health.Parts.Where(static part => !part.Ready) ?? [])
            yield return new(true, $"{part.Name} is not ready: {part.Detail}", Links.Overview, "Look at the parts");
        foreach (var queue in condition?.Queues.Where(static queue => queue.Fault is not null).Take(1) ?? [])
            yield return new(true, $"The queues are not reached: {queue.Fault}", Links.Overview, "Look at the parts");
        foreach (var queue in condition?.Queues.Where(static queue => queue is { IsDeadLetters: true, All: > 0 }) ?? [])
        {
            yield return new(
                true, $"{Messages(queue.All)} in {queue.Queue}, and nobody reads it.", Links.DeadLetters, "Redrive");
        }

        if (condition is { Overdue: > 0 and var overdue })
        {
            var minutes = OverdueQuery.InFlightMax.TotalMinutes;
            yield return new(
                true, $"{Events(overdue)} stored over {minutes} minutes ago, and nobody has decided on "
                    + "them: reconcile every key if the Orderer is well.",
                Links.Actions, "Reconcile");
        }

        foreach (var refused in condition?.Refusing ?? [])
        {
            yield return new(
                true, $"{refused.Source}: {Say.Count(refused.Requests)} requests were refused in the last "
                    + $"{RefusingQuery.Window.TotalMinutes} minutes, more than were let in. Most often: "
                    + $"{Reasons.Words(refused.Verdict)}.",
                $"{Links.Rejected}?source={Uri.EscapeDataString(refused.Source)}", "What to check");
        }

        if (counts.Quarantined > 0)
        {
            yield return new(
                true, $"{Events(counts.Quarantined)} quarantined.", $"{Links.Late}?state=Quarantined", "Decide");
        }

        if (counts.Dead > 0)
            yield return new(true, $"{Events(counts.Dead)} given up.", Links.DeadLetters, "See why");
        if (counts.Conflicts > 0)
        {
            yield return new(
                false, $"{Deliveries(counts.Conflicts)} under a known id with another body.",
                $"{Links.Duplicates}?state=Conflict", "Compare");
        }
    }

    private static string Events(long number) => number == 1 ? "1 event was" : $"{Say.Count(number)} events were";

    private static string Messages(long number) =>
        number == 1 ? "1 message lies" : $"{Say.Count(number)} messages lie";

    private static string Deliveries(long number) =>
        number == 1 ? "1 delivery came" : $"{Say.Count(number)} deliveries came";
}

/// <summary>Something that a person should look at.</summary>
internal sealed record Concern(bool Urgent, string Text, string Href, string Remedy);
