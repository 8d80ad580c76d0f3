namespace WebhookSystem.KillNine.Tests;

/// <summary>Real processes, killed at random times and at named points, in the middle of the traffic.</summary>
public sealed class FiftyKills
{
    [Fact]
    public async Task Nothing_is_lost_doubled_or_misordered()
    {
        using var output = new StringWriter();

        var figures = await KillRun.RunAsync(
            new(Kills: 50, Seed: 1, Rate: 60, IsLogged: false), output, TestContext.Current.CancellationToken);

        TestContext.Current.SendDiagnosticMessage(figures.ToJson());
        Assert.True(figures.Violations == 0, output.ToString());
        Assert.Equal(50, figures.Kills);
        Assert.NotEqual(0, figures.AtPoints);
    }
}
