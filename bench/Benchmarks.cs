using System.CommandLine;
using WebhookSystem.Bench.Acknowledge;
using WebhookSystem.Bench.Ordering;
using WebhookSystem.Bench.Whole;
using WebhookSystem.Bench.Cost;
using WebhookSystem.Bench.Ingress;
using WebhookSystem.Bench.Start;
using WebhookSystem.Bench.Verify;

namespace WebhookSystem.Bench;

/// <summary>Every benchmark by name. Each prints a table, and its figures last, as one JSON object.</summary>
internal static class Benchmarks
{
    public static RootCommand Build() =>
        new("Measures side by side, in one run: only the ratios of one run mean anything.")
        {
            OrderingCommand.Build(), AcknowledgeCommand.Build(), TopologyCommand.Build(), SoakCommand.Build(),
            LocalAws.LocalAwsCommand.Build(),
            CostBenchmark.Build(), StartCommand.Build(),
            VerifyBenchmark.Build(), TimingBenchmark.Build(), IngressBenchmark.Build(), IngressBenchmark.BuildServer(),
            MalformedBenchmark.Build(), Parsers.ParsersCommand.Build(),
            Dashboard.DashboardBenchmark.Build(),
        };
}
