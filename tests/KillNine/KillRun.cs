using Amazon.DynamoDBv2;
using Amazon.SQS;
using WebhookSystem.KillPoints;
using WebhookSystem.Live;
using WebhookSystem.Live.Judge;
using WebhookSystem.Live.Receive;
using WebhookSystem.Live.Traffic;

namespace WebhookSystem.KillNine;

/// <summary>Traffic, kills, quiet, verdict.</summary>
internal static class KillRun
{
    /// <summary>A killed function's batch stays hidden for a minute, and again where it is killed again.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(6);

    public static async Task<Figures> RunAsync(
        KillSettings settings, TextWriter output, CancellationToken cancellationToken)
    {
        var started = TimeProvider.System.GetTimestamp();
        var points = Directory.CreateTempSubdirectory("points-").FullName;
        try
        {
            await using var topology = await LiveTopology.StartAsync(
                new((name, environment) => Hook(name, environment, points))
                {
                    IsLogged = settings.IsLogged, IsDurable = true,
                },
                cancellationToken);
            output.WriteLine("The topology is up.");
            var run = new Course(topology, points, settings, output);
            var (evidence, killer, unrest) = await run.RunAsync(Patience, cancellationToken);
            var violations = unrest.Concat(Oracle.Judge(evidence)).ToList();
            foreach (var violation in violations)
                output.WriteLine($"VIOLATED: {violation}");
            return Sum(settings, evidence, killer, violations.Count)
                with { Seconds = Math.Round(TimeProvider.System.GetElapsedTime(started).TotalSeconds, 1) };
        }
        finally
        {
            Directory.Delete(points, recursive: true);
        }
    }

    private static void Hook(string name, Dictionary<string, object> environment, string points)
    {
        environment["DOTNET_STARTUP_HOOKS"] = typeof(Point).Assembly.Location;
        environment[Arming.DirectoryVariable] = points;
        environment[Arming.ServiceVariable] = name;
    }

    private static Figures Sum(KillSettings settings, Evidence evidence, Killer killer, int violations)
    {
        var came = evidence.Received.Select(one => one.Name).ToHashSet();
        return new(
            killer.Killed.Count, killer.Killed.Count(kill => kill.Contains('.')),
            killer.Killed.CountBy(kill => kill).OrderBy(kill => kill.Key, StringComparer.Ordinal).ToDictionary(),
            settings.Seed, evidence.Promises.Count, evidence.Promises.Values.Sum(promise => (long)promise.Accepted),
            evidence.Received.DistinctBy(one => one.Name).Count(one => one.IsLate),
            evidence.Table.Conflicts.Values.Sum(bodies => bodies.Count), evidence.Table.Duplicates.Values.Sum(),
            evidence.Received.Count - came.Count, evidence.Promises.Keys.Count(name => !came.Contains(name)),
            violations, Spread.Of(killer.FirstAnswers), Seconds: 0);
    }
}
