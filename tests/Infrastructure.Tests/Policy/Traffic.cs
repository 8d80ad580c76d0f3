using System.Text.Json.Nodes;
using Amazon.SQS.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Fixtures.Rooms;

namespace WebhookSystem.Infrastructure.Tests.Policy;

/// <summary>Traffic that makes the rooms do everything that they ever do with AWS.</summary>
internal static class Traffic
{
    /// <summary>Random letters do not compress: over 8 KB they go to S3 from the Processor.</summary>
    private const int OverTableBytes = 64 * 1024;
    private const int OverInboxBytes = 400 * 1024;

    private static readonly IEnumerable<string> Sources =
        SourcesFile.Load(Path.Combine(AppContext.BaseDirectory, "sources.json")).Sources.Keys;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <returns>Every call that was made, by the rooms and on their behalf.</returns>
    public static async Task<IReadOnlyList<LedgerLine>> RunAsync(
        string front, IReadOnlyDictionary<string, RoomProgram> rooms, bool byPipe, CancellationToken cancellationToken)
    {
        await using var running = await RunningRooms.StartAsync(rooms, byPipe, null, cancellationToken);
        Task SendAsync(int number, int padding = 0, string? id = null) => SendAsyncAs("order-1", number, padding, id);
        async Task SendAsyncAs(string key, int number, int padding, string? id)
        {
            var now = TimeProvider.System.GetUtcNow();
            var body = HttpApiEvent.Standard(id ?? $"msg_{key}_{number}", key, number, now, Letters(padding));
            Assert.Equal(202, await StatusAsync(running, front, body, cancellationToken));
        }

        // Whether a request is genuine is seen by its source's secret, whatever the request.
        foreach (var source in Sources)
        {
            Assert.Equal(401, await StatusAsync(running, front, HttpApiEvent.Of(source, "{}", []), cancellationToken));
        }

        await SendAsync(1);
        await SendAsync(2, OverTableBytes);
        await SendAsync(3, OverInboxBytes);
        await SendAsync(5);
        await SendAsync(4);

        // Known again, and another body under a known id.
        await SendAsync(1);
        await SendAsync(1, padding: 10);

        // Side by side: what is new, and then what is there already, which a call of many writes does not bring.
        const int Keys = 20;
        for (var time = 0; time < 2; time++)
        {
            await Task.WhenAll(Enumerable.Range(0, 2 * Keys).Select(
                at => SendAsyncAs($"side-{at % Keys}", 1 + (at / Keys), padding: 0, id: null)));
        }

        // A gap, which ends by a wake-up.
        await SendAsync(7);
        if (rooms.ContainsKey(Topology.Services.Processor))
            await running.Aws.Sqs.SendMessageAsync(
                await running.Aws.UrlAsync(Topology.Queues.Inbox), "no inbox message", cancellationToken);
        await UntilReleasedAsync(running, count: 6 + (2 * Keys), cancellationToken);
        await CommandAsync(running, new() { Source = "standard", Key = "order-1" }, cancellationToken);
        await CommandAsync(running, new(), cancellationToken);
        return await UntilSettledAsync(running, cancellationToken);
    }

    private static async Task CommandAsync(RunningRooms running, Walk walk, CancellationToken cancellationToken)
    {
        var command = new OperatorCommand
        {
            CommandId = Guid.NewGuid().ToString(),
            Kind = CommandKind.Reconcile,
            RequestedBy = "test",
            RequestedAt = TimeProvider.System.GetUtcNow(),
            Source = walk.Source,
            Key = walk.Key,
        };
        await running.Aws.Sqs.SendMessageAsync(
            await running.Aws.UrlAsync(Topology.Queues.Commands), command.ToJson(), cancellationToken);
    }

    /// <summary>The wake-up is acknowledged only after everything that it released has been sent.</summary>
    private static async Task<IReadOnlyList<LedgerLine>> UntilSettledAsync(
        RunningRooms running, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        while (true)
        {
            var ledger = await running.LedgerAsync(deadline.Token);
            if (Done(ledger, Topology.Queues.WakeUps) > 0 && Done(ledger, Topology.Queues.Commands) > 1)
                return ledger;
            await Task.Delay(TimeSpan.FromMilliseconds(50), deadline.Token);
        }
    }

    /// <summary>A provider sends again what could not be taken just then.</summary>
    private static async Task<int> StatusAsync(
        RunningRooms running, string front, JsonNode payload, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        while (true)
        {
            var answer = await running.InvokeAsync(front, payload, deadline.Token);
            if (answer["statusCode"]!.GetValue<int>() is var status and not 503)
                return status;
        }
    }

    private static long Done(IReadOnlyList<LedgerLine> ledger, string queue) => ledger
        .Where(line => line.Operation.StartsWith("DeleteMessage", StringComparison.Ordinal) && line.Resource == queue)
        .Sum(line => line.Count);

    private static string Letters(int count) =>
        Convert.ToHexString(System.Security.Cryptography.RandomNumberGenerator.GetBytes(count / 2));

    private static async Task UntilReleasedAsync(RunningRooms running, int count, CancellationToken cancellationToken)
    {
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(Patience);
        var url = await running.Aws.UrlAsync(Topology.Queues.Ordered);
        var seen = 0;
        while (seen < count)
        {
            var answer = await running.Aws.Sqs.ReceiveMessageAsync(
                new ReceiveMessageRequest(url) { MaxNumberOfMessages = 10, WaitTimeSeconds = 1 }, deadline.Token);
            foreach (var message in answer.Messages ?? [])
            {
                await running.Aws.Sqs.DeleteMessageAsync(url, message.ReceiptHandle, deadline.Token);
                seen++;
            }
        }
    }

    /// <summary>What a reconciliation walks over: a key, or everything.</summary>
    private sealed record Walk
    {
        public string? Source { get; init; }

        public string? Key { get; init; }
    }
}
