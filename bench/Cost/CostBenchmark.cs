using System.CommandLine;
using System.Text.Json;

namespace WebhookSystem.Bench.Cost;

/// <summary>What a million events cost on AWS, by the calls that a run really makes.</summary>
internal static class CostBenchmark
{
    /// <summary>AWS's public reference design, counted the same way: 1 KB and 20 KB.</summary>
    private const string Reference =
        "aws-samples/webhooks, which neither verifies nor orders: 16.28 (1 KB), 28.40 (20 KB)";

    public static Command Build()
    {
        var only = new Option<string?>("--mode") { Description = "Only modes whose name begins so" };
        var command = new Command("cost", "Prices a million events in each mode, in US dollars.") { only };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var prices = Prices.Load();
            Console.WriteLine($"{prices.Region}, noted {prices.Noted}. {prices.Note}");
            Console.WriteLine($"Beside it: {Reference}.\n");
            var figures = new Dictionary<string, object>();
            foreach (var mode in Mode.All.Where(mode => mode.Name.StartsWith(parsed.GetValue(only) ?? "")))
            {
                var bill = await Run.PriceAsync(mode, prices, cancellationToken);
                Write(mode, bill);
                figures[mode.Name] = new { dollars = Math.Round(bill.Total * 1e6, 2), target = mode.Target };
            }

            Console.WriteLine(JsonSerializer.Serialize(figures));
        });
        return command;
    }

    private static void Write(Mode mode, Bill bill)
    {
        var target = mode.Target is { } dollars ? $" (at most {dollars:F2})" : "";
        Console.WriteLine($"{mode.Name,-26} {bill.Total * 1e6,7:F2}{target}");
        foreach (var (part, cost) in bill.Parts.Where(part => part.Value * 1e6 >= 0.005))
            Console.WriteLine($"  {part,-28} {cost * 1e6,7:F2}");
    }
}
