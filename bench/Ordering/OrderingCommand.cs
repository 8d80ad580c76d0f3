using System.Collections.Immutable;
using System.CommandLine;
using WebhookSystem.Bench.Measure;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Orderer.Sequence;

namespace WebhookSystem.Bench.Ordering;

/// <summary>How many events a second one core puts into order in memory, and what a held one costs.</summary>
internal static class OrderingCommand
{
    private static readonly Option<int> Events = new("--events") { DefaultValueFactory = _ => 2_000_000 };
    private static readonly Option<int> Keys = new("--keys") { DefaultValueFactory = _ => 10_000 };
    private static readonly Option<int> RoundCount = new("--rounds") { DefaultValueFactory = _ => 5 };

    public static Command Build()
    {
        var command = new Command("ordering", "The Orderer's fold beside a sorted dictionary for every key")
        {
            Events, Keys, RoundCount,
        };
        command.SetAction((given, token) => RunAsync(
            new(given.GetValue(Events), given.GetValue(Keys)), given.GetValue(RoundCount), token));
        return command;
    }

    private static async Task<int> RunAsync(Workload workload, int rounds, CancellationToken cancellationToken)
    {
        var (byFold, byHand) = (FoldSubject.Run(workload), NaiveSubject.Run(workload));
        var measured = await Rounds.RunAsync(
            rounds,
            [
                new("sorted dictionary", workload.Events, _ => Task.FromResult(NaiveSubject.Run(workload))),
                new("read and look up", workload.Events, _ => Task.FromResult(FloorSubject.Run(workload))),
                new("fold", workload.Events, _ => Task.FromResult(FoldSubject.Run(workload))),
            ],
            cancellationToken);
        var held = HeldBytes();
        var report = new Report(Console.Out);
        report.Table(
            ["", "events/s", "ns", "ratio", "B/event"],
            measured.Select(one => new object[]
            {
                one.Name, 1e9 / one.Nanoseconds, one.Nanoseconds, one.Ratio, one.Bytes,
            }));
        report.Figures(new
        {
            events = workload.Events,
            distinct = byFold,
            eventsPerSecond = Math.Round(1e9 / measured[2].Nanoseconds),
            lookUpsPerSecond = Math.Round(1e9 / measured[1].Nanoseconds),
            ratio = Math.Round(measured[2].Ratio, 3),
            bytesPerHeldEvent = Math.Round(held, 1),
            violations = byFold == byHand ? 0 : 1,
        });
        return byFold == byHand ? 0 : 1;
    }

    /// <summary>What a held event costs beside its name, which the event itself has.</summary>
    private static double HeldBytes()
    {
        const int KeyCount = 1_000;
        const int HeldOfAKey = 500;
        var names = Enumerable.Range(2, HeldOfAKey).Select(
            position => new Arrived(new($"evt_{position}", position), position, rank: 0)).ToImmutableArray();
        var cursors = new KeyCursor[KeyCount];
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var key = 0; key < KeyCount; key++)
            cursors[key] = Fold.Apply(new(), FoldSubject.Rules, new() { Events = names }).Cursor;
        var bytes = GC.GetTotalMemory(forceFullCollection: true) - before;
        GC.KeepAlive(cursors);
        return bytes / (double)(KeyCount * HeldOfAKey);
    }
}
