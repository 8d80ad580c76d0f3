using System.Collections.Concurrent;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Live.Traffic;

namespace WebhookSystem.Live.Receive;

/// <summary>
/// A consumer that forgets nothing: every message of the ordered queue, in the order it came. What stands in it is read
/// when somebody asks: where load is measured, not within the measure.
/// </summary>
internal sealed class OrderedLog(IAmazonSQS sqs)
{
    private const int BatchSize = 10;

    private static readonly TimeSpan PauseAfterTrouble = TimeSpan.FromMilliseconds(200);

    private readonly ConcurrentQueue<(Message Message, DateTimeOffset At, long Timestamp)> _unread = new();
    private readonly Lock _gate = new();
    private readonly List<Received> _received = [];
    private readonly HashSet<EventName> _seen = [];

    public int Events
    {
        get
        {
            lock (_gate)
            {
                Read();
                return _seen.Count;
            }
        }
    }

    public IReadOnlyList<Received> Snapshot()
    {
        lock (_gate)
        {
            Read();
            return [.. _received];
        }
    }

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
        var (now, timestamp) = (TimeProvider.System.GetUtcNow(), TimeProvider.System.GetTimestamp());
        foreach (var message in messages)
            _unread.Enqueue((message, now, timestamp));
        var taken = messages.Select(
            (message, at) => new DeleteMessageBatchRequestEntry($"{at}", message.ReceiptHandle));
        await sqs.DeleteMessageBatchAsync(url, [.. taken], stop);
    }

    /// <summary>What has come until now; who asks does not wait for what comes meanwhile.</summary>
    private void Read()
    {
        for (var count = _unread.Count; count > 0 && _unread.TryDequeue(out var next); count--)
        {
            var received = Received.Of(next.Message, next.At) with { Timestamp = next.Timestamp };
            _received.Add(received);
            _seen.Add(received.Name);
        }
    }
}
