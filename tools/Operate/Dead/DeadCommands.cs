using System.CommandLine;
using WebhookSystem.Contracts;
using WebhookSystem.Operations.DeadLetters;

namespace WebhookSystem.Operate.Dead;

/// <summary>What lies in the dead-letter queues, and its way back.</summary>
internal static class DeadCommands
{
    private const int PerSecondByDefault = 20;

    private static readonly string[] Queues = [Topology.Queues.InboxDead, Topology.Queues.WakeUpsDead];

    private static readonly Option<string?> Source = new("--source") { Description = "Of that source alone" };
    private static readonly Option<string?> Key = new("--key") { Description = "Of that ordering key alone" };
    private static readonly Option<string?> Event = new("--event") { Description = "Of that event alone" };
    private static readonly Option<string?> Text = new("--text") { Description = "With that text in the message" };

    private static readonly Option<int> PerSecond = new("--per-second")
    {
        Description = "At most so many messages a second", DefaultValueFactory = _ => PerSecondByDefault,
    };

    public static IEnumerable<Command> All()
    {
        var list = new Command("list", "Says what lies in the dead-letter queues") { Source, Key, Event, Text };
        list.SetAction(ListAsync);
        PerSecond.Validators.Add(static result =>
        {
            if (result.GetValueOrDefault<int>() < 1)
                result.AddError("--per-second is 1 or more.");
        });
        var redrive = new Command("redrive", "Sends dead letters back to where they failed; says what, without --go")
        {
            Source, Key, Event, Text, PerSecond, Given.Go, Given.By,
        };
        redrive.SetAction(RedriveAsync);
        return [list, redrive];
    }

    private static async Task<int> ListAsync(ParseResult given, CancellationToken cancellationToken)
    {
        using var desk = new Desk();
        foreach (var request in Queues.Select(queue => Narrowed(queue, given)))
        {
            var letters = await desk.Letters.LookAsync(request.Queue, request.Max, cancellationToken);
            var fitting = letters.Where(request.Fits).ToList();
            fitting.ForEach(letter => Console.Out.WriteLine(Line(letter)));
            Console.Out.WriteLine($"{request.Queue}: {fitting.Count} of {letters.Count} messages.");
        }

        return 0;
    }

    private static async Task<int> RedriveAsync(ParseResult given, CancellationToken cancellationToken)
    {
        using var desk = new Desk();
        foreach (var narrowed in Queues.Select(queue => Narrowed(queue, given)))
        {
            var request = narrowed with
            {
                PerSecond = given.GetValue(PerSecond), DryRun = !given.GetValue(Given.Go),
            };
            var outcome = await desk.Redriving.RunAsync(
                request, given.GetValue(Given.By)!, letter => Console.Out.WriteLine(Line(letter)), cancellationToken);
            Console.Out.WriteLine($"{request.Queue}: {outcome.Words(request.DryRun)}");
        }

        return 0;
    }

    private static RedriveRequest Narrowed(string queue, ParseResult given) => new(queue)
    {
        Source = given.GetValue(Source), Key = given.GetValue(Key), EventId = given.GetValue(Event),
        Text = given.GetValue(Text), Max = int.MaxValue,
    };

    private static string Line(DeadLetter letter) =>
        $"{letter.Queue}  {letter.MessageId}  {letter.Source ?? "?"}  {letter.Key ?? "?"}  {letter.EventId ?? "-"}  "
        + (letter.Target is { } target ? $"to {target}" : "stays: it came from no queue, so reconcile")
        + (letter.Reason is { } reason ? $"  ({reason})" : "");
}
