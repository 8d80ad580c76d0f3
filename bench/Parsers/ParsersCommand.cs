using System.Collections.Concurrent;
using System.CommandLine;
using System.Diagnostics;
using WebhookSystem.Bench.Measure;

namespace WebhookSystem.Bench.Parsers;

/// <summary>
/// Broken input for everything that reads what strangers send: no exception but those that are documented, nothing that
/// takes a second, nothing believed that is not so.
/// </summary>
internal static class ParsersCommand
{
    private const int RunsOfATurn = 10_000;

    private static readonly TimeSpan Hang = TimeSpan.FromSeconds(1);

    private static readonly Option<long> Runs = new("--runs") { DefaultValueFactory = _ => 1_000_000_000 };
    private static readonly Option<long> First = new("--first") { Description = "The number of the first run" };
    private static readonly Option<ulong> Seed = new("--seed") { DefaultValueFactory = _ => 1 };

    private static readonly Option<double> Minutes = new("--minutes")
    {
        Description = "No longer than that", DefaultValueFactory = _ => double.PositiveInfinity,
    };

    public static Command Build()
    {
        var command = new Command("parsers", "Broken input for everything that reads what strangers send.")
        {
            Runs, First, Seed, Minutes,
        };

        // Elsewhere, for Ctrl-C is heeded once the action has returned its task: what was counted so far is printed.
        command.SetAction((given, token) => Task.Run(
            () => Run(
                given.GetValue(First), given.GetValue(Runs), given.GetValue(Seed), given.GetValue(Minutes), token),
            CancellationToken.None));
        return command;
    }

    private static int Run(long first, long runs, ulong seed, double minutes, CancellationToken cancellationToken)
    {
        Parser[] parsers = [.. OfSignatures.All(), .. OfEvents.All(), .. OfLocalAws.All()];
        var byShare = parsers.SelectMany((parser, at) => Enumerable.Repeat(at, parser.Share)).ToArray();
        var started = Stopwatch.GetTimestamp();
        var next = first;
        var faults = new ConcurrentQueue<string>();
        var tallies = new ConcurrentBag<Tally[]>();
        Parallel.For(0, Environment.ProcessorCount, _ =>
        {
            var breaker = new Breaker(Breaker.OfParsers);
            var tally = new Tally[parsers.Length];
            while (!cancellationToken.IsCancellationRequested
                && Stopwatch.GetElapsedTime(started).TotalMinutes < minutes
                && Interlocked.Add(ref next, RunsOfATurn) - RunsOfATurn is var from && from < first + runs)
            {
                for (var run = from; run < Math.Min(from + RunsOfATurn, first + runs); run++)
                {
                    var chance = new Chance(seed, (ulong)run);
                    var which = byShare[chance.Below(byShare.Length)];
                    if (RunOne(parsers[which], breaker, ref chance, ref tally[which]) is { } fault)
                        faults.Enqueue($"{parsers[which].Name}, --seed {seed} --first {run} --runs 1: {fault}");
                }
            }

            tallies.Add(tally);
        });
        return Judge(parsers, [.. tallies], faults, Stopwatch.GetElapsedTime(started), seed);
    }

    /// <returns>What is wrong; null where nothing is.</returns>
    private static string? RunOne(Parser parser, Breaker breaker, ref Chance chance, ref Tally tally)
    {
        var place = chance.Below(parser.Whole.Count);
        var broken = breaker.Broken(parser.Whole[place], ref chance);
        var fault = Read(parser, place, broken, out var took);
        tally.Add(took);
        if (fault is not null || took <= Hang)
            return fault;

        // It may have been kept from the processor by others: what takes long takes long again.
        fault = Read(parser, place, broken, out took);
        return fault ?? (took > Hang ? $"It took {took.TotalSeconds:0.0} s, twice." : null);
    }

    private static string? Read(Parser parser, int place, ReadOnlySpan<byte> broken, out TimeSpan took)
    {
        var started = Stopwatch.GetTimestamp();
        try
        {
            return parser.Read(place, broken) ? null : Tally.Believed;
        }
        catch (Exception crash)
        {
            // The outermost loop: whatever comes here is what is looked for.
            return crash.ToString();
        }
        finally
        {
            took = Stopwatch.GetElapsedTime(started);
        }
    }

    private static int Judge(
        Parser[] parsers, Tally[][] tallies, ConcurrentQueue<string> faults, TimeSpan took, ulong seed)
    {
        const int FaultsShown = 20;
        var report = new Report(Console.Out);
        var sums = parsers.Select((parser, at) => (parser.Name, Sum: Tally.Sum(tallies.Select(tally => tally[at]))));
        report.Table(
            ["what is read", "runs", "us", "longest, ms"],
            sums.Select(one => new object[]
            {
                one.Name, one.Sum.Runs, one.Sum.Time.TotalMicroseconds / Math.Max(1, one.Sum.Runs),
                one.Sum.Longest.TotalMilliseconds,
            }));
        foreach (var fault in faults.Take(FaultsShown))
            Console.Out.WriteLine($"FAULT: {fault}");
        report.Figures(new
        {
            runs = sums.Sum(one => one.Sum.Runs),
            seed,
            minutes = Math.Round(took.TotalMinutes, 1),
            falseAccepts = faults.Count(fault => fault.EndsWith(Tally.Believed, StringComparison.Ordinal)),
            faults = faults.Count,
        });
        return faults.IsEmpty ? 0 : 1;
    }

    private record struct Tally(long Runs, TimeSpan Time, TimeSpan Longest)
    {
        public const string Believed = "It was believed.";

        public void Add(TimeSpan took) =>
            (Runs, Time, Longest) = (Runs + 1, Time + took, took > Longest ? took : Longest);

        public static Tally Sum(IEnumerable<Tally> all) => all.Aggregate((one, other) => new(
            one.Runs + other.Runs, one.Time + other.Time, one.Longest > other.Longest ? one.Longest : other.Longest));
    }
}
