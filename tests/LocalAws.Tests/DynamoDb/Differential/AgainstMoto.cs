using System.Globalization;
using System.Text.Json.Nodes;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Differential;

/// <summary>
/// The same random calls to LocalAws and to moto, another stand-in for AWS by other hands: where the two differ, AWS's
/// documentation decides. A failure names the seed that replays it; DIFFERENTIAL_SEEDS asks for more of them.
/// </summary>
public sealed class AgainstMoto(LocalAwsFixture localAws, MotoServer moto)
    : IClassFixture<LocalAwsFixture>, IClassFixture<MotoServer>
{
    private const int SeedsInCi = 80;
    private const int StreamSeeds = 10;
    private const int Steps = 20;

    private static int Seeds => int.TryParse(
        Environment.GetEnvironmentVariable("DIFFERENTIAL_SEEDS"), CultureInfo.InvariantCulture, out var seeds)
        ? seeds
        : SeedsInCi;

    [Fact]
    public async Task Both_answer_alike_but_for_the_faults_that_are_named()
    {
        var replays = await RunAsync(Seeds, static replay => replay.AnswersAsync(Steps));

        // A fault that a long run does not meet has been mended: its name goes.
        if (Seeds > SeedsInCi)
            Assert.Empty(MotoFaults.Known.Except(replays.SelectMany(static replay => replay.Faults)));
    }

    [Fact]
    public Task Both_streams_tell_the_same_changes_of_each_item() =>
        RunAsync(StreamSeeds, static replay => replay.StreamsAsync(Steps));

    private async Task<List<Replay>> RunAsync(int seeds, Func<Replay, Task> run)
    {
        Assert.SkipWhen(moto.Endpoint is null, "moto_server is not installed (pip install 'moto[server]').");
        using var client = new HttpClient();
        var ours = new Wire(client, localAws.Endpoint);
        var theirs = new Wire(client, moto.Endpoint!);

        List<Replay> replays = [];
        for (var seed = 0; seed < seeds; seed++)
        {
            var replay = new Replay(seed, ours, theirs);
            await run(replay);
            replays.Add(replay);
        }

        var differences = replays.SelectMany(static replay => replay.Differences).ToList();
        Assert.True(differences.Count == 0, string.Join("\n\n", differences));
        return replays;
    }
}
