using WebhookSystem.Bench.LocalAws.Load;
using WebhookSystem.Bench.LocalAws.Servers;
using WebhookSystem.Bench.Measure;

namespace WebhookSystem.Bench.LocalAws;

/// <summary>What an item and a message cost in memory, and whether many of them make a server slow.</summary>
internal static class Holding
{
    private const int Messages = 100_000;

    /// <param name="Slowing">How many times as long a put takes among all items as it took among few.</param>
    public sealed record Figures(
        long Items, double BytesPerItem, double BytesPerMessage, double PutsAmongFew, double PutsAmongMany,
        double Slowing);

    public static async Task<Figures> RunAsync(
        LoadShape load, long items, Report report, CancellationToken cancellationToken)
    {
        await using var server = await ServerProcess.StartLocalAwsAsync(null, cancellationToken);
        using var clients = new Clients(server.Endpoint);
        await new Workload(clients).PrepareAsync(cancellationToken);
        await PutAsync();
        var few = await PutAsync();

        var before = server.ResidentBytes;
        await RawLoad.FillAsync(server.Endpoint, load.Connections, items, cancellationToken);
        var filled = server.ResidentBytes;
        var many = await PutAsync();

        var queue = await clients.Sqs.CreateQueueAsync("held", cancellationToken);
        var empty = server.ResidentBytes;
        await RawLoad.SendAsync(server.Endpoint, queue.QueueUrl, Messages, cancellationToken);
        var figures = new Figures(
            items,
            (filled - before) / (double)items,
            Math.Max(0, server.ResidentBytes - empty) / (double)Messages,
            few.PerSecond,
            many.PerSecond,
            few.PerSecond / many.PerSecond);
        report.Table(
            ["held", "items", "bytes an item", "bytes a message", "puts/s before", "puts/s among all", "slowing"],
            [[
                "", figures.Items, figures.BytesPerItem, figures.BytesPerMessage, figures.PutsAmongFew,
                figures.PutsAmongMany, figures.Slowing,
            ]]);
        return figures;

        Task<Throughput> PutAsync() => RawLoad.PutConditionallyAsync(
            server.Endpoint, load.Connections, load.Duration, cancellationToken);
    }
}
