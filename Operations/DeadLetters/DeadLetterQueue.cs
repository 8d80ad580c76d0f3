using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Operations.DeadLetters;

/// <summary>
/// Reads a dead-letter queue once through. What is received is hidden meanwhile, and given back at the end: looking
/// changes nothing.
/// </summary>
public sealed class DeadLetterQueue(IAmazonSQS sqs, QueueUrls urls)
{
    private const int BatchMax = 10;

    /// <summary>Longer than a walk takes, so that no message is met twice.</summary>
    private static readonly TimeSpan Hidden = TimeSpan.FromMinutes(2);

    private static readonly List<string> Everything = ["All"];
    private static readonly List<string> Depth = [QueueAttributeName.ApproximateNumberOfMessages];

    /// <summary>The first messages, for looking.</summary>
    public async Task<IReadOnlyList<DeadLetter>> LookAsync(string queue, int max, CancellationToken cancellationToken)
    {
        var seen = new List<DeadLetter>();
        await WalkAsync(
            queue, max,
            letter =>
            {
                seen.Add(letter);
                return Task.FromResult(false);
            },
            cancellationToken);
        return seen;
    }

    /// <summary>Shows each message to <paramref name="take"/>, and deletes those that may go by its word.</summary>
    public async Task WalkAsync(
        string queue, int max, Func<DeadLetter, Task<bool>> take, CancellationToken cancellationToken)
    {
        var url = await urls.GetAsync(queue, cancellationToken);

        // What cannot be worked off is back here at once, as a new message: only as many are met as lay here before.
        var depth = await sqs.GetQueueAttributesAsync(url, Depth, cancellationToken);
        var meant = Math.Min(max, depth.ApproximateNumberOfMessages);
        var kept = new List<Message>();
        var met = new HashSet<string>(StringComparer.Ordinal);
        try
        {
            while (met.Count < meant
                && await ReceiveAsync(url, meant - met.Count, cancellationToken) is { Count: > 0 } batch)
            {
                foreach (var message in batch.Where(message => met.Add(message.MessageId)))
                {
                    if (await take(DeadLetter.Of(queue, message)))
                        await sqs.DeleteMessageAsync(url, message.ReceiptHandle, cancellationToken);
                    else
                        kept.Add(message);
                }
            }
        }
        finally
        {
            // Whatever happened: nobody should wait for what was only looked at. Where this fails, time does it.
            await GiveBackAsync(url, kept);
        }
    }

    private async Task<List<Message>> ReceiveAsync(string url, int max, CancellationToken cancellationToken)
    {
        var answer = await sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest
            {
                QueueUrl = url,
                MaxNumberOfMessages = Math.Min(BatchMax, max),
                VisibilityTimeout = (int)Hidden.TotalSeconds,
                MessageSystemAttributeNames = Everything,
                MessageAttributeNames = Everything,
            },
            cancellationToken);
        return answer.Messages ?? [];
    }

    private async Task GiveBackAsync(string url, List<Message> messages)
    {
        foreach (var batch in messages.Chunk(BatchMax))
        {
            await sqs.ChangeMessageVisibilityBatchAsync(
                new ChangeMessageVisibilityBatchRequest
                {
                    QueueUrl = url,
                    Entries =
                    [
                        .. batch.Select(static (message, index) => new ChangeMessageVisibilityBatchRequestEntry
                        {
                            Id = $"{index}", ReceiptHandle = message.ReceiptHandle, VisibilityTimeout = 0,
                        }),
                    ],
                },
                CancellationToken.None);
        }
    }
}
