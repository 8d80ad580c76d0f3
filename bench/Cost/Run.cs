using Amazon.SQS.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Fixtures.Rooms;

namespace WebhookSystem.Bench.Cost;

/// <summary>
/// Keys with ten events each, as a busy system has them: a room begins when all events wait for it, so that batches are
/// full. Where events come one by one, batches are not, and each costs more.
/// </summary>
internal static class Run
{
    private const int Keys = 40;
    private const int EventsOfKey = 10;
    private const int Events = Keys * EventsOfKey;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(3);

    public static async Task<Bill> PriceAsync(Mode mode, Prices prices, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("cost-").FullName;
        var sources = Path.Combine(folder, "sources.json");
        await File.WriteAllTextAsync(sources, mode.Sources, cancellationToken);
        try
        {
            return await PriceAsync(mode, prices, new() { ["Sources__File"] = sources }, cancellationToken);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    /// <summary>A repetition costs what a run of everything twice costs beyond one of everything once.</summary>
    private static async Task<Bill> PriceAsync(
        Mode mode, Prices prices, Dictionary<string, string> environment, CancellationToken cancellationToken)
    {
        var once = await CountAsync(mode, times: 1, prices, environment, cancellationToken);
        return mode.IsRepeated
            ? (await CountAsync(mode, times: 2, prices, environment, cancellationToken)).Beyond(once)
            : once;
    }

    private static async Task<Bill> CountAsync(
        Mode mode, int times, Prices prices, Dictionary<string, string> environment,
        CancellationToken cancellationToken)
    {
        await using var running = await RunningRooms.StartAsync(new Dictionary<string, RoomProgram>(), mode.ByPipe,
            environment, cancellationToken);

        // Creating the table, queues and bucket is done once, not for each event.
        var created = Bill.Of(mode, await running.LedgerAsync(cancellationToken), Events, prices);
        await running.AddAsync(mode.Front, mode.Rooms[mode.Front], cancellationToken);
        for (var time = 0; time < times; time++)
            await SendAsync(running, mode, cancellationToken);
        foreach (var (room, program) in mode.Rooms.Where(room => room.Key != mode.Front))
            await running.AddAsync(room, program, cancellationToken);
        await UntilReleasedAsync(running, cancellationToken);
        await UntilEmptyAsync(running, cancellationToken);
        return Bill.Of(mode, await running.LedgerAsync(cancellationToken), Events, prices).Beyond(created);
    }

    private static async Task SendAsync(RunningRooms running, Mode mode, CancellationToken cancellationToken)
    {
        var padding = Padding.Of(mode.BodyBytes);
        for (var at = 0; at < Events; at++)
        {
            var (key, sequence) = ($"order-{at % Keys}", (at / Keys) + 1);
            var payload = HttpApiEvent.Standard(
                $"msg_{at}", key, sequence, TimeProvider.System.GetUtcNow(), padding);
            var status = 503;
            while (status == 503)
            {
                var answer = await running.InvokeAsync(mode.Front, payload, cancellationToken);
                status = answer["statusCode"]!.GetValue<int>();
            }

            if (status != 202)
                throw new InvalidOperationException($"{mode.Name}: event {at} was answered {status}.");
        }
    }

    private static async Task UntilReleasedAsync(RunningRooms running, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        var url = await running.Aws.UrlAsync(Topology.Queues.Ordered);
        for (var released = 0; released < Events;)
        {
            var answer = await running.Aws.Sqs.ReceiveMessageAsync(
                new ReceiveMessageRequest(url) { MaxNumberOfMessages = 10, WaitTimeSeconds = 1 }, deadline.Token);
            foreach (var message in answer.Messages ?? [])
            {
                await running.Aws.Sqs.DeleteMessageAsync(url, message.ReceiptHandle, deadline.Token);
                released++;
            }
        }
    }

    private static async Task UntilEmptyAsync(RunningRooms running, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        var url = await running.Aws.UrlAsync(Topology.Queues.Inbox);
        while (true)
        {
            var answer = await running.Aws.Sqs.GetQueueAttributesAsync(
                url, ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"], deadline.Token);
            if (answer.ApproximateNumberOfMessages == 0 && answer.ApproximateNumberOfMessagesNotVisible == 0)
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(100), deadline.Token);
        }
    }
}
