using System.CommandLine;
using WebhookSystem.Bench.Ingress;
using WebhookSystem.Bench.Measure;
using WebhookSystem.Live;

namespace WebhookSystem.Bench.Whole;

/// <summary>
/// The whole topology under an open loop: latencies at one rate, and the highest rate that it keeps up with. Beside
/// them stands what an empty request costs Kestrel here, so that two machines can be compared.
/// </summary>
internal static class TopologyCommand
{
    private static readonly Option<double[]> Rates = new("--rates")
    {
        Description = "Deliveries a second, each over a fresh topology",
        AllowMultipleArgumentsPerToken = true,
        DefaultValueFactory = _ => [500, 1000, 2000, 3000, 4000],
    };

    private static readonly Option<int> Seconds = new("--seconds") { DefaultValueFactory = _ => 20 };

    private static readonly Option<bool> Durable = new("--durable")
    {
        Description = "LocalAws writes to disk, and each answer of its waits for that",
    };

    public static Command Build()
    {
        var command = new Command(
            "topology", "Open loop over all processes: duplicates, disorder, forgeries, large bodies; judged")
        {
            Rates, Seconds, Durable,
        };
        command.SetAction((given, token) => RunAsync(
            given.GetValue(Rates)!, TimeSpan.FromSeconds(given.GetValue(Seconds)), given.GetValue(Durable), token));
        return command;
    }

    private static async Task<int> RunAsync(
        double[] rates, TimeSpan time, bool isDurable, CancellationToken cancellationToken)
    {
        var emptyMicroseconds = await MeasuredServer.YardstickAsync(cancellationToken);
        var runs = new List<Driven>();
        foreach (var rate in rates)
        {
            await using var topology = await LiveTopology.StartAsync(new(IsDurable: isDurable), cancellationToken);
            runs.Add(await new Drive(topology, seed: 1).RunAsync(rate, time, null, cancellationToken));
        }

        var report = new Report(Console.Out);
        report.Table(Driven.Heads, runs.Select(run => run.Row));
        var violations = runs.SelectMany(run => run.Violations).ToList();
        violations.ForEach(violation => Console.Out.WriteLine($"VIOLATED: {violation}"));
        report.Figures(new
        {
            rate = runs[0].PerSecond,
            orderedP50 = runs[0].Ordering.Milliseconds(50),
            orderedP99 = runs[0].Ordering.Milliseconds(99),
            answerP99 = runs[0].Answers.Milliseconds(99),
            sustainedPerSecond = runs.Where(run => run.IsSustained).Select(run => run.PerSecond).DefaultIfEmpty().Max(),
            emptyMicroseconds = Math.Round(emptyMicroseconds, 1),
            violations = violations.Count,
        });
        return violations.Count == 0 ? 0 : 1;
    }
}
