using System.CommandLine;
using WebhookSystem.Simulation.Mutants;

namespace WebhookSystem.Simulation;

/// <summary>The command line: schedules by the million, or the proof that they would notice.</summary>
internal static class SimulationCommand
{
    private const int ManySchedules = 200_000;
    private const int CaughtWithin = 10_000;

    private static readonly Option<int> Seed = new("--seed")
    {
        Description = "Of the first schedule", DefaultValueFactory = _ => 1,
    };

    private static readonly Option<int> Events = new("--events")
    {
        Description = "That providers send at most", DefaultValueFactory = _ => int.MaxValue,
    };

    private static readonly Option<FaultKinds> Without = new("--without")
    {
        Description = "Kinds of faults that do not happen, with commas between them",
    };

    public static RootCommand Build()
    {
        var schedules = Schedules(ManySchedules);
        var command = new RootCommand("Runs the Orderer's own code under seeded schedules in which everything fails.")
        {
            schedules, Seed, Events, Without, BuildMutants(),
        };
        command.SetAction((given, token) => Task.FromResult(Campaign.Run(
            new(given.GetValue(Seed)) { EventsMax = given.GetValue(Events), Without = given.GetValue(Without) },
            given.GetValue(schedules), Console.Out, token)));
        return command;
    }

    private static Command BuildMutants()
    {
        var schedules = Schedules(CaughtWithin);
        var only = new Option<string?>("--only") { Description = "The one mutant of that name" };
        var command = new Command("mutants", "Puts known bugs into a copy of the code: each must be noticed.")
        {
            schedules, only,
        };
        command.SetAction((given, token) => MutantCampaign.RunAsync(
            given.GetValue(schedules), given.GetValue(only), Console.Out, token));
        return command;
    }

    private static Option<int> Schedules(int count) => new("--schedules")
    {
        Description = "How many", DefaultValueFactory = _ => count,
    };
}
