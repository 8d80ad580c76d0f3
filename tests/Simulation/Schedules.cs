using WebhookSystem.Simulation.World;

namespace WebhookSystem.Simulation;

/// <summary>
/// The Orderer's fold and shell under thousands of schedules: crashes and failures at every call, frozen invocations
/// that
/// go on later, batches and wake-ups again, two shards. <c>SIMULATION_SCHEDULES</c> sets how many,
/// <c>SIMULATION_SEED</c>
/// where they begin.
/// </summary>
public sealed class Schedules
{
    private const int CaughtWithin = 10_000;

    private static readonly int Count = Setting("SIMULATION_SCHEDULES", 5_000);
    private static readonly int First = Setting("SIMULATION_SEED", 1);

    [Fact]
    public void Nothing_is_lost_doubled_or_out_of_order_whatever_fails()
    {
        for (var seed = First; seed < First + Count; seed++)
        {
            if (Violation(seed, new Faults()) is { } violation)
                Assert.Fail($"seed={seed}: {violation}");
        }
    }

    [Fact]
    public void Nor_when_nothing_fails()
    {
        for (var seed = First; seed < First + (Count / 5); seed++)
        {
            if (Violation(seed, new Faults().WithoutFaults()) is { } violation)
                Assert.Fail($"seed={seed}: {violation}");
        }
    }

    [Theory]
    [InlineData(Sabotage.CommitUnconditionally)]
    [InlineData(Sabotage.NoDeduplication)]
    [InlineData(Sabotage.LoseWakeUps)]
    [InlineData(Sabotage.MarkTooHigh)]
    [InlineData(Sabotage.ForgetLog)]
    internal void A_broken_rule_is_noticed(Sabotage sabotage)
    {
        var seed = Enumerable.Range(1, CaughtWithin).FirstOrDefault(
            seed => Violation(seed, new Faults { Sabotage = sabotage }) is not null);

        Assert.NotEqual(0, seed);
    }

    private static string? Violation(int seed, Faults faults)
    {
        try
        {
            Run.Schedule(seed, faults);
            return null;
        }
        catch (InvariantException violation)
        {
            return violation.Message;
        }
    }

    private static int Setting(string name, int otherwise) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), out var value) ? value : otherwise;
}
