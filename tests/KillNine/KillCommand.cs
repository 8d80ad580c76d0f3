using System.CommandLine;

namespace WebhookSystem.KillNine;

/// <summary>The command line.</summary>
internal static class KillCommand
{
    private static readonly Option<int> Kills = new("--kills")
    {
        Description = "How many", DefaultValueFactory = _ => 50,
    };

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Of the traffic, and of who is killed when", DefaultValueFactory = _ => 1,
    };

    private static readonly Option<double> Rate = new("--rate")
    {
        Description = "Deliveries a second", DefaultValueFactory = _ => 80,
    };

    private static readonly Option<bool> Log = new("--log")
    {
        Description = "Print what the processes log",
    };

    public static RootCommand Build()
    {
        var command = new RootCommand(
            "Runs the whole topology under traffic, kills its processes one by one, and holds what came out against "
            + "what was accepted.")
        {
            Kills, Seed, Rate, Log,
        };
        command.SetAction(async (given, token) =>
        {
            var settings = new KillSettings(
                given.GetValue(Kills), given.GetValue(Seed), given.GetValue(Rate), given.GetValue(Log));
            var figures = await KillRun.RunAsync(settings, Console.Out, token);
            Console.Out.WriteLine(figures.ToJson());
            return figures.Violations == 0 ? 0 : 1;
        });
        return command;
    }
}

internal sealed record KillSettings(int Kills, int Seed, double Rate, bool IsLogged);
