using System.Net;

namespace WebhookSystem.AppHost.Tests.Topology;

/// <summary>
/// Any process may be killed in the middle of the traffic: the AppHost starts it again, and nothing is lost or doubled.
/// </summary>
public sealed class Kills(RunningTopology topology) : IClassFixture<RunningTopology>
{
    private const int Events = 200;

    /// <summary>A killed function's batch stays hidden for a minute.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    [Theory]
    [InlineData("ingress")]
    [InlineData("processor")]
    [InlineData("orderer")]
    [InlineData("dashboard")]
    [InlineData("localaws")]
    public async Task A_killed_process_loses_and_doubles_nothing(string victim)
    {
        var key = $"kill-{victim}-{Guid.NewGuid():N}"[..24];
        using var ingress = topology.Ingress;

        for (var number = 1; number <= Events; number++)
        {
            if (number is Events / 3 or Events * 2 / 3)
                Processes.Kill(await RunningAsync(victim));
            await UntilAcceptedAsync(ingress, key, number);
        }

        var received = await topology.ReceiveAsync("standard", key, Events, Patience);
        Assert.Equal(
            Enumerable.Range(1, Events).Select(ordinal => $"{ordinal:D19}"),
            received.Select(one => (string)one["sequence"]!));
        Assert.Equal(Events, received.Select(one => one.Id).Distinct().Count());
        await topology.AskAsync("/api/events?source=standard&key=" + key + "&state=released&limit=500",
            node => node["events"]!.AsArray().Count == Events);
    }

    private async Task<int> RunningAsync(string resource)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        await topology.App.ResourceNotifications.WaitForResourceAsync(
            resource, KnownResourceStates.Running, deadline.Token);
        return topology.ProcessOf(resource);
    }

    /// <summary>A provider sends again what was not accepted.</summary>
    private static async Task UntilAcceptedAsync(HttpClient ingress, string key, int number)
    {
        using var deadline = new CancellationTokenSource(TimeSpan.FromMinutes(2));
        using var turn = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var body = new { type = "order.paid", data = new { id = key, sequence = number } };
        while (true)
        {
            try
            {
                if (await ingress.SendStandardAsync($"msg_{key}_{number}", body) == HttpStatusCode.Accepted)
                    return;
            }
            catch (HttpRequestException) when (!deadline.IsCancellationRequested)
            {
                // Nobody listens just now.
            }

            await turn.WaitForNextTickAsync(deadline.Token);
        }
    }
}
