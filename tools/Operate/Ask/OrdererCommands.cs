using System.CommandLine;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Items;

namespace WebhookSystem.Operate.Ask;

/// <summary>What only the Orderer may do: it is asked, and its answer is waited for.</summary>
internal static class OrdererCommands
{
    /// <summary>Ours: a queue's way and a function's cold start, several times over.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private static readonly Argument<string> Source = new("source");
    private static readonly Argument<string> Key = new("key") { Description = "The ordering key" };
    private static readonly Argument<string> Event = new("event") { Description = "The event's id" };
    private static readonly Option<string?> OfSource = new("--source") { Description = "Of that source alone" };
    private static readonly Option<string?> OfKey = new("--key") { Description = "That key alone, with --source" };
    private static readonly Option<string?> Route = new("--route") { Description = "Another than the default route" };

    public static IEnumerable<Command> All()
    {
        yield return Of(
            CommandKind.Release, "Sends a quarantined or dead event on its way after all", [Source, Key, Event], []);
        yield return Of(
            CommandKind.Replay, "Sends a released event to a route once more", [Source, Key, Event], [Route]);
        yield return Of(
            CommandKind.Reset, "Begins a key anew whose provider has: all that is held goes first", [Source, Key], []);
        yield return Of(
            CommandKind.Reconcile, "Takes in events that the stream never brought: of a key, or of all keys",
            [], [OfSource, OfKey]);
        yield return Of(
            CommandKind.Check, "Wakes keys that have held something for long without moving", [], []);
    }

    private static Command Of(
        CommandKind kind, string description, IReadOnlyList<Argument> arguments, IReadOnlyList<Option> options)
    {
        var command = new Command(kind.ToString().ToLowerInvariant(), description) { Given.Go, Given.By };
        foreach (var argument in arguments)
            command.Add(argument);
        foreach (var option in options)
            command.Add(option);
        command.SetAction((given, token) => RunAsync(kind, given, token));
        return command;
    }

    private static async Task<int> RunAsync(
        CommandKind kind, ParseResult given, CancellationToken cancellationToken)
    {
        using var desk = new Desk();
        var command = desk.Commands.New(kind, given.GetValue(Given.By)!) with
        {
            Source = ValueOf(given, Source) ?? ValueOf(given, OfSource),
            Key = ValueOf(given, Key) ?? ValueOf(given, OfKey),
            EventId = ValueOf(given, Event),
            Route = ValueOf(given, Route),
            DryRun = !given.GetValue(Given.Go),
        };
        if (kind == CommandKind.Reset)
        {
            var generation = await desk.Commands.GenerationAsync(command.Source!, command.Key!, cancellationToken);
            if (generation is null)
                return Fail($"There is no key '{command.Key}' of the source '{command.Source}'.");
            command = command with { Generation = generation };
        }

        if (command.Key is not null && command.Source is null)
            return Fail("--key is of a source: say --source too.");
        await desk.Commands.SendAsync(command, cancellationToken);
        if (await desk.Commands.AnswerAsync(command, Patience, cancellationToken) is { } record)
        {
            Console.Out.WriteLine(record.Outcome);
            return 0;
        }

        return Fail($"Not carried out within {Patience.TotalSeconds} s; it will be, and its record is "
            + $"{CommandRecord.Of(command, "", command.RequestedAt).ToItem().SortKey}. Is the Orderer running?");
    }

    /// <summary>Null too where the command has no such symbol.</summary>
    private static string? ValueOf(ParseResult given, Symbol symbol) => symbol switch
    {
        Argument<string> argument when given.GetResult(argument) is { } found => found.GetValueOrDefault<string?>(),
        Option<string?> option when given.GetResult(option) is { } found => found.GetValueOrDefault<string?>(),
        _ => null,
    };

    private static int Fail(string message)
    {
        Console.Error.WriteLine(message);
        return 1;
    }
}
