using Microsoft.AspNetCore.Http;
using WebhookSystem.Simulator;
using WebhookSystem.Simulator.Providers;

namespace WebhookSystem.Local.Tests.Simulator;

/// <summary>A run judges the receiver: what is genuine must be accepted, what is not must not.</summary>
public sealed class Runs
{
    private static readonly Settings Few = new()
    {
        Providers = [.. Catalogue.ByHeart.Where(provider => provider.Source == "standard")],
        Count = 20,
        Rate = 1000,
        Run = "run1",
    };

    [Fact]
    public async Task Accepting_all_that_is_genuine_is_right()
    {
        await using var receiver = await Receiver.StartAsync((_, _) => StatusCodes.Status202Accepted);

        var (status, output) = await RunAsync(Few with { Duplicate = 0.5 }, receiver, retry: false);

        Assert.Equal(0, status);
        Assert.Contains("event     20 × 202", output);
        Assert.True(receiver.Received.Count > 20);
    }

    [Fact]
    public async Task Accepting_a_forged_request_is_wrong()
    {
        await using var receiver = await Receiver.StartAsync((_, _) => StatusCodes.Status202Accepted);

        var (status, output) = await RunAsync(Few with { Forged = 1 }, receiver, retry: false);

        Assert.Equal(1, status);
        Assert.Contains("20 requests were not answered as they should be.", output);
    }

    [Fact]
    public async Task Refusing_a_genuine_request_is_wrong()
    {
        await using var receiver = await Receiver.StartAsync((_, _) => StatusCodes.Status401Unauthorized);

        var (status, output) = await RunAsync(Few, receiver, retry: true);

        Assert.Equal(1, status);
        Assert.Contains("event     20 × 401", output);
        Assert.Equal(20, receiver.Received.Count);
    }

    [Theory]
    [InlineData(StatusCodes.Status503ServiceUnavailable)]
    [InlineData(StatusCodes.Status429TooManyRequests)]
    public async Task A_failed_request_is_sent_again_under_its_id(int trouble)
    {
        await using var receiver = await Receiver.StartAsync(
            (_, before) => before == 0 ? trouble : StatusCodes.Status202Accepted);

        var (status, _) = await RunAsync(Few, receiver, retry: true);

        Assert.Equal(0, status);
        Assert.Equal(20, receiver.Received.Select(received => received.Id).Distinct().Count());
        Assert.All(receiver.Received.GroupBy(received => received.Id), attempts => Assert.Equal(2, attempts.Count()));
    }

    [Fact]
    public async Task Without_retries_a_failure_is_the_answer()
    {
        await using var receiver = await Receiver.StartAsync((_, _) => StatusCodes.Status503ServiceUnavailable);

        var (status, _) = await RunAsync(Few, receiver, retry: false);

        Assert.Equal(1, status);
        Assert.Equal(20, receiver.Received.Count);
    }

    [Theory]
    [InlineData(61, true)]
    [InlineData(60, false)]
    [InlineData(-301, true)]
    [InlineData(-300, false)]
    public async Task Events_of_a_clock_that_is_too_far_off_are_to_be_refused(int seconds, bool isRefused)
    {
        await using var receiver = await Receiver.StartAsync((_, _) => isRefused
            ? StatusCodes.Status401Unauthorized
            : StatusCodes.Status202Accepted);

        var (status, output) = await RunAsync(Few, receiver, retry: false, TimeSpan.FromSeconds(seconds));

        Assert.True(status == 0, output);
        Assert.Equal(isRefused, output.Contains("skewed", StringComparison.Ordinal));
    }

    [Fact]
    public void A_private_key_is_kept_for_its_owner_alone()
    {
        var file = new FileInfo(Path.Combine(Directory.CreateTempSubdirectory().FullName, "key"));

        var made = SigningKeys.For("discord", null, file);
        file.Refresh();
        var kept = SigningKeys.For("discord", null, file);

        Assert.Equal(made.Secret, kept.Secret);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, file.UnixFileMode);
        file.Directory!.Delete(recursive: true);
    }

    [Theory]
    [InlineData("--provider", "nobody")]
    [InlineData("--rate", "0")]
    [InlineData("--reorder", "0.5")]
    [InlineData("--keys", "0")]
    [InlineData("--url", "elsewhere")]
    [InlineData("--run", "a b")]
    [InlineData("--rat", "5")]
    public void What_cannot_be_meant_is_refused(string option, string value) =>
        Assert.NotEmpty(SimulatorCommand.Build().Parse([option, value]).Errors);

    [Fact]
    public void Usual_arguments_are_understood() => Assert.Empty(SimulatorCommand.Build().Parse(
        "--provider stripe --count 10 --duplicate 0.05 --reorder 0.1 --forged 0.01 --rate 5 --keys 20 --retry").Errors);

    private static async Task<(int Status, string Output)> RunAsync(
        Settings settings, Receiver receiver, bool retry, TimeSpan skew = default)
    {
        using var output = new StringWriter();
        var destination = new Destination(receiver.Address, retry, Connections: 8) { Skew = skew };
        var status = await new Simulation(settings, destination, TimeProvider.System, output)
            .RunAsync(TestContext.Current.CancellationToken);
        return (status, output.ToString());
    }
}
