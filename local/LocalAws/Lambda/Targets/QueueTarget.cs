using System.Text;
using System.Text.Json;
using Amazon.Runtime;
using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.LocalAws.Lambda.Batches;
using WebhookSystem.LocalAws.Lambda.Mappings;
using WebhookSystem.LocalAws.Lambda.Queues;
using WebhookSystem.LocalAws.Lambda.Streams;

namespace WebhookSystem.LocalAws.Lambda.Targets;

/// <summary>A pipe's queue: each event is a message, sent in batches. What the queue refuses is sent again.</summary>
internal sealed partial class QueueTarget(PipeInput input, IAmazonSQS sqs, ILogger logger) : IBatchTarget
{
    /// <summary>What SQS takes in one call.</summary>
    public const int BatchMax = 10;

    private const int BatchBytesMax = 1024 * 1024;

    public string Name => input.Delivery.TargetArn;

    public async Task<TargetAnswer> DeliverAsync(IReadOnlyList<StreamItem> items, CancellationToken cancellationToken)
    {
        List<StreamItem> unsent = [.. items];
        try
        {
            var url = await QueueAddress.FindAsync(sqs, Name, cancellationToken);

            // What comes after a refused message must not overtake it in its group, so it waits as well.
            var isRefused = false;
            while (unsent.Count > 0 && !isRefused)
            {
                var batch = unsent[..Fitting(unsent)];
                var answer = await sqs.SendMessageBatchAsync(url, [.. batch.Select(Entry)], cancellationToken);
                var sent = (answer.Successful ?? []).Select(static one => one.Id).ToHashSet();
                unsent = [.. batch.Where((_, index) => !sent.Contains($"{index}")), .. unsent[batch.Count..]];
                isRefused = sent.Count < batch.Count;
                if (isRefused)
                    Log.Refused(logger, Name, answer.Failed[0].Code);
            }
        }
        catch (Exception error) when (error is AmazonClientException or HttpRequestException)
        {
            Log.CannotSend(logger, error, Name);
        }

        return new(VerdictOf(items, unsent), null);
    }

    private static BatchVerdict VerdictOf(IReadOnlyList<StreamItem> items, List<StreamItem> unsent) =>
        unsent.Count == 0 ? new BatchVerdict.Succeeded()
        : unsent.Count == items.Count ? new BatchVerdict.Failed()
        : new BatchVerdict.PartlyFailed(unsent.Select(static item => item.EventId).ToHashSet());

    /// <summary>How many of the first fit into one call: at least one.</summary>
    private int Fitting(List<StreamItem> unsent)
    {
        var (count, bytes) = (0, 0);
        while (count < BatchMax && count < unsent.Count)
        {
            bytes += input.Of(unsent[count]).Length;
            if (count > 0 && bytes > BatchBytesMax)
                break;
            count++;
        }

        return count;
    }

    private SendMessageBatchRequestEntry Entry(StreamItem item, int index)
    {
        using var @event = JsonDocument.Parse(item.Json);
        return new($"{index}", Encoding.UTF8.GetString(input.Of(item).Span))
        {
            MessageGroupId = input.Delivery.MessageGroupId?.Of(@event.RootElement),
            MessageDeduplicationId = input.Delivery.MessageDeduplicationId?.Of(@event.RootElement),
        };
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "message.refused",
            Message = "{Queue} refused a pipe's message: {Code}")]
        public static partial void Refused(ILogger logger, string queue, string code);

        [LoggerMessage(Level = LogLevel.Warning, EventName = "messages.unsent",
            Message = "A pipe's messages could not be sent to {Queue}")]
        public static partial void CannotSend(ILogger logger, Exception error, string queue);
    }
}
