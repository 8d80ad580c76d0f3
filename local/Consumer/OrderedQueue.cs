using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebhookSystem.Client.Consume;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Consumer;

/// <summary>Reads the ordered queue: deletes what was handled, and ends a batch where handling fails.</summary>
internal sealed partial class OrderedQueue(
    IAmazonSQS sqs,
    QueueUrls urls,
    KeyOrder order,
    Bodies bodies,
    ConsumerSettings settings,
    Journal journal,
    ConsumerTelemetry telemetry,
    TimeProvider time,
    ILogger<OrderedQueue> logger) : BackgroundService
{
    /// <summary>SQS's longest wait and largest batch.</summary>
    private const int WaitSeconds = 20;
    private const int BatchSize = 10;

    private static readonly TimeSpan PauseAfterTrouble = TimeSpan.FromSeconds(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await ReadBatchAsync(stoppingToken);
            }
            catch (Exception error) when (
                error is AmazonServiceException or AmazonClientException or HttpRequestException)
            {
                Log.QueueUnreadable(logger, Topology.Queues.Ordered, error.Message);
                await Task.Delay(PauseAfterTrouble, time, stoppingToken);
            }
        }
    }

    private async Task ReadBatchAsync(CancellationToken cancellationToken)
    {
        var url = await urls.GetAsync(Topology.Queues.Ordered, cancellationToken);
        var batch = await sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = url,
                MaxNumberOfMessages = BatchSize,
                WaitTimeSeconds = WaitSeconds,
                MessageAttributeNames = [TelemetryNames.TraceParentAttribute],
            },
            cancellationToken);
        var handled = await HandleAsync(batch.Messages ?? [], cancellationToken);
        if (handled.Count > 0)
            await DeleteAsync(url, handled, cancellationToken);
        journal.WriteLineIfDue();
    }

    /// <returns>What may be deleted: all before the first that failed, so that no group is overtaken.</returns>
    private async Task<List<Message>> HandleAsync(List<Message> messages, CancellationToken cancellationToken)
    {
        var handled = new List<Message>(messages.Count);
        foreach (var message in messages)
        {
            try
            {
                await HandleAsync(message, cancellationToken);
                handled.Add(message);
            }
            catch (Exception error) when (error is FormatException or InvalidDataException or AmazonServiceException)
            {
                Log.MessageNotHandled(logger, message.MessageId, error.Message);
                break;
            }
        }

        return handled;
    }

    private async Task HandleAsync(Message message, CancellationToken cancellationToken)
    {
        var received = OrderedMessage.Parse(message.Body);
        using var span = telemetry.StartProcess(message, received);
        long? fetched = settings.Fetch && received.Reference is not null
            ? (await bodies.FetchAsync(received, cancellationToken)).Length
            : null;
        var standing = await order.SeeAsync(received, cancellationToken);
        ConsumerTelemetry.SayOutcome(span, standing);
        journal.Write(received, standing, fetched);
        await order.HandledAsync(received, cancellationToken);
    }

    private async Task DeleteAsync(string url, List<Message> messages, CancellationToken cancellationToken)
    {
        var entries = messages.Select(
            (message, index) => new DeleteMessageBatchRequestEntry($"{index}", message.ReceiptHandle));
        var answer = await sqs.DeleteMessageBatchAsync(url, [.. entries], cancellationToken);
        foreach (var failed in answer.Failed ?? [])
            Log.MessageNotDeleted(logger, messages[int.Parse(failed.Id)].MessageId, failed.Message);
    }

    private static partial class Log
    {
        [LoggerMessage(EventName = "queue.unreadable", Level = LogLevel.Warning,
            Message = "{Queue} cannot be read: {Reason}")]
        public static partial void QueueUnreadable(ILogger logger, string queue, string reason);

        [LoggerMessage(EventName = "message.failed", Level = LogLevel.Warning,
            Message = "Message {MessageId} is left in the queue: {Reason}")]
        public static partial void MessageNotHandled(ILogger logger, string messageId, string reason);

        [LoggerMessage(EventName = "message.undeleted", Level = LogLevel.Warning,
            Message = "Message {MessageId} was handled but not deleted, and will come again: {Reason}")]
        public static partial void MessageNotDeleted(ILogger logger, string messageId, string reason);
    }
}
