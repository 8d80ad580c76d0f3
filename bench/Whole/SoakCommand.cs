using System.CommandLine;
using WebhookSystem.Bench.Measure;
using WebhookSystem.Live;

namespace WebhookSystem.Bench.Whole;

/// <summary>Hours rather than seconds: memory stays flat, and nothing is lost, doubled or misordered.</summary>
internal static class SoakCommand
{
    private const int SamplesOfARun = 60;

    /// <summary>What a store keeps grows with what was stored: LocalAws holds it all in memory.</summary>
    private const string Store = "localaws";

    private static readonly Option<double> Minutes = new("--minutes") { DefaultValueFactory = _ => 30 };
    private static readonly Option<double> Rate = new("--rate") { DefaultValueFactory = _ => 300 };

    private static readonly Option<int> Backlog = new("--backlog")
    {
        Description = "Instead: so many events wait in the queue before Processor and Orderer start",
    };

    public static Command Build()
    {
        var command = new Command("soak", "A long run with flat memory, or a backlog drained in order")
        {
            Minutes, Rate, Backlog,
        };
        command.SetAction((given, token) => given.GetValue(Backlog) is > 0 and var events
            ? BacklogRun.RunAsync(events, token)
            : RunAsync(TimeSpan.FromMinutes(given.GetValue(Minutes)), given.GetValue(Rate), token));
        return command;
    }

    private static async Task<int> RunAsync(TimeSpan time, double rate, CancellationToken cancellationToken)
    {
        await using var topology = await LiveTopology.StartAsync(new(), cancellationToken);
        var memory = new MemorySamples(topology, time / SamplesOfARun);
        var run = await new Drive(topology, seed: 1).RunAsync(rate, time, memory.RunAsync, cancellationToken);
        var processes = memory.Summary();
        var report = new Report(Console.Out);
        report.Table(Driven.Heads, [run.Row]);
        report.Table(
            ["process", "MB early", "MB late", "growth"],
            processes.Select(one => new object[] { one.Name, one.Early, one.Late, one.Growth }));
        foreach (var violation in run.Violations)
            Console.Out.WriteLine($"VIOLATED: {violation}");
        report.Figures(new
        {
            minutes = time.TotalMinutes,
            events = run.Events,
            orderedP99 = run.Ordering.Milliseconds(99),
            memoryGrowthMax = Math.Round(
                processes.Where(one => one.Name != Store).Select(one => one.Growth).DefaultIfEmpty().Max(), 2),
            violations = run.Violations.Count,
        });
        return run.Violations.Count == 0 ? 0 : 1;
    }
}
