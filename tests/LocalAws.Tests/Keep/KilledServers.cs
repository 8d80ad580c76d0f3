using System.Diagnostics;
using System.Globalization;
using WebhookSystem.LocalAws.Tests.Keep.Load;

namespace WebhookSystem.LocalAws.Tests.Keep;

/// <summary>
/// Kills a server under load, again and again, and looks each time for what it had acknowledged. Twenty times, or as
/// often as <c>LOCALAWS_KILLS</c> says; <c>LOCALAWS_SEED</c> chooses the moments.
/// </summary>
public sealed class KilledServers(ITestOutputHelper output) : IAsyncDisposable
{
    private static readonly TimeSpan StartMax = TimeSpan.FromSeconds(2);

    private readonly DataFolder _folder = new();

    public ValueTask DisposeAsync() => _folder.DisposeAsync();

    [Fact]
    public async Task Nothing_acknowledged_is_lost_and_nothing_deleted_comes_back()
    {
        var kills = Setting("LOCALAWS_KILLS") ?? 20;
        var seed = Setting("LOCALAWS_SEED") ?? Environment.TickCount;
        output.WriteLine($"seed={seed}");
        var random = new Random(seed);
        Worker[] workers =
        [
            .. Enumerable.Range(0, 4).Select(static number => new ItemWorker(number)), new TransactionWorker(),
            new MessageWorker(), new ObjectWorker(), new SecretWorker(),
        ];

        var slowest = TimeSpan.Zero;
        for (var round = 0; round <= kills; round++)
        {
            var begun = Stopwatch.GetTimestamp();
            using var server = await ChildServer.StartAsync(_folder.Path);
            var took = Stopwatch.GetElapsedTime(begun);
            slowest = took > slowest ? took : slowest;
            foreach (var worker in workers)
                await (round == 0 ? worker.PrepareAsync(server) : worker.VerifyAsync(server));
            if (round == kills)
                break;

            var working = workers.Select(worker => worker.WorkAsync(server)).ToArray();
            using var moment = new PeriodicTimer(TimeSpan.FromMilliseconds(random.Next(50, 900)));
            await moment.WaitForNextTickAsync();
            await server.KillAsync();
            await Task.WhenAll(working);
        }

        var acknowledged = workers.Sum(static worker => worker.Acknowledged);
        output.WriteLine(
            $"{kills} kills, {acknowledged} acknowledged, slowest start {slowest.TotalMilliseconds:F0} ms");
        Assert.True(acknowledged > kills * 10, $"only {acknowledged} writes were acknowledged");
        Assert.True(slowest < StartMax * Patience, $"a start took {slowest}");
    }

    // Two seconds are meant for a machine that does nothing else.
    private static int Patience => Setting("LOCALAWS_PATIENCE") ?? 3;

    private static int? Setting(string name) =>
        int.TryParse(Environment.GetEnvironmentVariable(name), CultureInfo.InvariantCulture, out var value)
            ? value : null;
}
