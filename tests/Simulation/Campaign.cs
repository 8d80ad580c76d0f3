using System.Text.Json;
using WebhookSystem.Simulation.Play;

namespace WebhookSystem.Simulation;

/// <summary>Many schedules, a core each, until one shows a violation.</summary>
internal static class Campaign
{
    /// <param name="first">That of the lowest seed; the others differ in their seed alone.</param>
    /// <returns>The exit code: 0 where nothing was violated.</returns>
    public static int Run(Schedule first, int count, TextWriter output, CancellationToken cancellationToken)
    {
        var firstSeed = first.Seed;
        var started = TimeProvider.System.GetTimestamp();
        var worst = (Seed: int.MaxValue, Message: "");
        var done = 0;
        var options = new ParallelOptions
        {
            CancellationToken = cancellationToken, MaxDegreeOfParallelism = Environment.ProcessorCount,
        };
        Parallel.For(firstSeed, firstSeed + count, options, (seed, loop) =>
        {
            var violation = Violation(first with { Seed = seed });
            Interlocked.Increment(ref done);
            if (violation is null)
                return;
            lock (output)
            {
                // The lowest seed, so that the same count always names the same one.
                if (seed < worst.Seed)
                    worst = (seed, violation);
            }

            loop.Break();
        });
        var seconds = TimeProvider.System.GetElapsedTime(started).TotalSeconds;
        var found = worst.Seed < int.MaxValue;
        if (found)
        {
            output.WriteLine($"seed={worst.Seed}: {worst.Message}");
            var (smallest, message) = Shrinking.Of(first with { Seed = worst.Seed }, worst.Message, cancellationToken);
            output.WriteLine($"smallest found: {smallest}\n{message}");
        }

        output.WriteLine(JsonSerializer.Serialize(new
        {
            schedules = done,
            firstSeed,
            violations = found ? 1 : 0,
            seed = found ? worst.Seed : (int?)null,
            seconds = Math.Round(seconds, 1),
            schedulesPerSecond = Math.Round(done / seconds),
        }));
        return found ? 1 : 0;
    }

    /// <summary>What a schedule violates; null where nothing.</summary>
    public static string? Violation(Schedule schedule)
    {
        try
        {
            Play.Run.Check(schedule);
            return null;
        }
        catch (InvariantException violation)
        {
            return violation.Message;
        }
        catch (Exception bug)
        {
            // Of the simulation itself, and no less a reason to look at the seed.
            return bug.ToString();
        }
    }
}
