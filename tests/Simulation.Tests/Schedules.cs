using WebhookSystem.Simulation.Draw;
using WebhookSystem.Simulation.Mutants;

namespace WebhookSystem.Simulation.Tests;

/// <summary>
/// A part of what the simulation's own command runs by the million. <c>SIMULATION_SCHEDULES</c> sets how many,
/// <c>SIMULATION_SEED</c> where they begin. They keep every thread busy, so that nothing else runs meanwhile.
/// </summary>
[Collection(nameof(Alone))]
public sealed class Schedules
{
    private const int CaughtWithin = 10_000;

    private static readonly int Count = Setting("SIMULATION_SCHEDULES", 20_000);
    private static readonly int First = Setting("SIMULATION_SEED", 1);

    [Fact]
    public void Nothing_is_lost_doubled_or_out_of_order_whatever_fails()
    {
        using var output = new StringWriter();

        var exitCode = Campaign.Run(new(First), Count, output, TestContext.Current.CancellationToken);

        Assert.True(exitCode == 0, output.ToString());
    }

    [Fact]
    public void A_seed_replays_its_schedule()
    {
        var seeds = Enumerable.Range(First, 20).ToList();

        Assert.Equal(seeds.Select(Trace), seeds.Select(Trace));
        Assert.Equal(seeds.Count, seeds.Select(Trace).Distinct().Count());

        static string Trace(int seed) => Play.Run.Trace(seed);
    }

    [Theory]
    [InlineData(Sabotage.CommitUnconditionally)]
    [InlineData(Sabotage.NoDeduplication)]
    [InlineData(Sabotage.LoseWakeUps)]
    [InlineData(Sabotage.MarkTooHigh)]
    [InlineData(Sabotage.ForgetLog)]
    [InlineData(Sabotage.PutUnconditionally)]
    internal void A_broken_promise_of_the_outside_is_noticed(Sabotage sabotage) => Assert.Contains(
        Enumerable.Range(1, CaughtWithin), seed => Campaign.Violation(new(seed) { Sabotage = sabotage }) is not null);

    [Fact]
    public void A_violation_is_shown_in_a_smaller_schedule_that_can_be_run_again()
    {
        var found = Enumerable.Range(1, CaughtWithin)
            .Select(seed => new Schedule(seed) { Sabotage = Sabotage.CommitUnconditionally })
            .First(schedule => Campaign.Violation(schedule) is not null);

        var (smallest, message) = Shrinking.Of(
            found, Campaign.Violation(found)!, TestContext.Current.CancellationToken);

        Assert.Equal(message, Campaign.Violation(smallest));
        Assert.InRange(smallest.EventsMax, 1, 8);
        Assert.NotEqual(FaultKinds.None, smallest.Without);
    }

    [Fact]
    public void Every_mutant_fits_the_code() => Assert.All(
        Mutant.All(),
        mutant => Assert.NotEmpty(mutant.ApplyTo(File.ReadAllText(Path.Combine(MutantCampaign.Root, mutant.File)))));

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;
}

[CollectionDefinition(nameof(Alone), DisableParallelization = true)]
public sealed class Alone;
