using System.CommandLine;
using WebhookSystem.Bench.Measure;

namespace WebhookSystem.Bench.LocalAws;

/// <summary><c>localaws</c>: LocalAws beside moto, its throughput over bare connections, and what it holds.</summary>
internal static class LocalAwsCommand
{
    private static readonly Option<double> Seconds = new("--seconds")
    {
        Description = "How long each operation runs in each round.",
        DefaultValueFactory = static _ => 3,
    };

    private static readonly Option<int> Connections = new("--connections")
    {
        Description = "Callers at the same time.",
        DefaultValueFactory = static _ => 32,
    };

    private static readonly Option<long> Items = new("--items")
    {
        Description = "Items to be held.",
        DefaultValueFactory = static _ => 1_000_000,
    };

    private static readonly Option<bool> WithoutMoto = new("--without-moto")
    {
        Description = "Leaves moto out.",
    };

    public static Command Build()
    {
        var command = new Command("localaws", "LocalAws beside moto_server, its throughput, its memory.")
        {
            Seconds, Connections, Items, WithoutMoto,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task RunAsync(ParseResult arguments, CancellationToken cancellationToken)
    {
        var load = new LoadShape(
            TimeSpan.FromSeconds(arguments.GetValue(Seconds)), arguments.GetValue(Connections));
        var report = new Report(Console.Out);

        var beside = await BesideMoto.RunAsync(load, arguments.GetValue(WithoutMoto), report, cancellationToken);
        var puts = await ConditionalPuts.RunAsync(load, report, cancellationToken);
        var held = await Holding.RunAsync(load, arguments.GetValue(Items), report, cancellationToken);

        report.Figures(new { Benchmark = "localaws", beside, puts, held });
    }
}

/// <summary>How hard, and for how long at a time.</summary>
internal sealed record LoadShape(TimeSpan Duration, int Connections);
