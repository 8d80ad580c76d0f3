using System.Text.Json;
using WebhookSystem.Simulation.World;

namespace WebhookSystem.Simulation;

/// <summary>Many schedules, a core each, until one shows a violation.</summary>
internal static class Campaign
{
    /// <returns>The exit code: 0 where nothing was violated.</returns>
    public static int Run(int firstSeed, int count, TextWriter output, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var worst = (Seed: int.MaxValue, Message: "");
        var done = 0;
        var options = new ParallelOptions { CancellationToken = cancellationToken };
        Parallel.For(firstSeed, firstSeed + count, options, (seed, loop) =>
        {
            var violation = Violation(seed);
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
            output.WriteLine($"seed={worst.Seed}: {worst.Message}");
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
    public static string? Violation(int seed, Sabotage sabotage = Sabotage.None)
    {
        try
        {
            World.Run.Schedule(seed, sabotage);
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
