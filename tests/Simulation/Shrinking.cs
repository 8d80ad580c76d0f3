namespace WebhookSystem.Simulation;

/// <summary>
/// Looks for a smaller schedule that violates something: fewer events, fewer kinds of faults. Whatever is left out
/// changes all that is drawn after it, so each smaller one is looked for among many seeds.
/// </summary>
internal static class Shrinking
{
    private const int SeedsTried = 500;

    /// <returns>The smallest found, and what it violates; the given one where none is smaller.</returns>
    public static (Schedule Schedule, string Message) Of(
        Schedule schedule, string message, CancellationToken cancellationToken)
    {
        var smallest = (Schedule: schedule, Message: message);
        while (Smaller(smallest.Schedule).Select(Violating).FirstOrDefault(found => found is not null) is { } found)
            smallest = found;
        return smallest;

        (Schedule Schedule, string Message)? Violating(Schedule candidate)
        {
            for (var at = 0; at < SeedsTried; at++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var tried = candidate with { Seed = candidate.Seed + at };
                if (Campaign.Violation(tried) is { } violation)
                    return (tried, violation);
            }

            return null;
        }
    }

    private static IEnumerable<Schedule> Smaller(Schedule schedule)
    {
        foreach (var kind in Enum.GetValues<FaultKinds>().Where(kind => !schedule.Without.HasFlag(kind)))
            yield return schedule with { Without = schedule.Without | kind };
        if (schedule.EventsMax == int.MaxValue)
            yield return schedule with { EventsMax = 64 };
        else if (schedule.EventsMax > 1)
            yield return schedule with { EventsMax = schedule.EventsMax / 2 };
        if (schedule.EventsMax is > 2 and < int.MaxValue)
            yield return schedule with { EventsMax = schedule.EventsMax - 1 };
    }
}
