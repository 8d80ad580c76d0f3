using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Live.Traffic;

namespace WebhookSystem.Live.Receive;

/// <summary>A consumer that forgets nothing: every message of the ordered queue, in the order it came.</summary>
internal sealed class OrderedLog(IAmazonSQS sqs, Action<Received>? onFirst = null)
{
    private const int BatchSize = 10;

    private static readonly TimeSpan PauseAfterTrouble = TimeSpan.FromMilliseconds(200);

    private readonly List<Received> _received = [];
    private readonly ConcurrentDictionary<EventName, bool> _seen = new();

    public int Events => _seen.Count;

    public IReadOnlyList<Received> Snapshot()
    {
        lock (_received)
            return [.. _received];
    }

    public bool Has(EventName name) => _seen.ContainsKey(name);

    public async Task RunAsync(CancellationToken stop)
    {
        string? url = null;
        while (!stop.IsCancellationRequested)
        {
            try
            {
                url ??= (await sqs.GetQueueUrlAsync(Topology.Queues.Ordered, stop)).QueueUrl;
                await ReceiveAsync(url, stop);
            }
            catch (Exception outage) when (
                outage is AmazonServiceException or AmazonClientException or HttpRequestException or IOException)
            {
                // The queue is being killed, and comes back.
                await Task.Delay(PauseAfterTrouble, CancellationToken.None);
            }
            catch (OperationCanceledException) when (stop.IsCancellationRequested)
            {
                return;
            }
        }
    }

    private async Task ReceiveAsync(string url, CancellationToken stop)
    {
        var answer = await sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest(url) { MaxNumberOfMessages = BatchSize, WaitTimeSeconds = 1 }, stop);
        if (answer.Messages is not { Count: > 0 } messages)
            return;
        foreach (var message in messages)
            Take(Received.Of(message, TimeProvider.System.GetUtcNow()));
        var taken = messages.Select(
            (message, at) => new DeleteMessageBatchRequestEntry($"{at}", message.ReceiptHandle));
        await sqs.DeleteMessageBatchAsync(url, [.. taken], stop);
    }

    private void Take(Received received)
    {
        lock (_received)
            _received.Add(received);
        if (_seen.TryAdd(received.Name, true))
            onFirst?.Invoke(received);
    }
}
