using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.Contracts;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Dashboard.Probe;

/// <summary>How much lies in each queue.</summary>
internal sealed class QueueDepths(IAmazonSQS sqs, QueueUrls urls)
{
    private static readonly List<string> Numbers =
    [
        QueueAttributeName.ApproximateNumberOfMessages, QueueAttributeName.ApproximateNumberOfMessagesNotVisible,
        QueueAttributeName.ApproximateNumberOfMessagesDelayed,
    ];

    /// <summary>Every queue of the topology; one that cannot be asked says why.</summary>
    public async Task<IReadOnlyList<QueueDepth>> AskAsync(CancellationToken cancellationToken) =>
        await Task.WhenAll(Topology.Queues.All.Select(queue => AskAsync(queue.Name, cancellationToken)));

    private async Task<QueueDepth> AskAsync(string queue, CancellationToken cancellationToken)
    {
        try
        {
            var url = await urls.GetAsync(queue, cancellationToken);
            var answer = await sqs.GetQueueAttributesAsync(
                new GetQueueAttributesRequest { QueueUrl = url, AttributeNames = Numbers }, cancellationToken);
            return new(
                queue, answer.ApproximateNumberOfMessages, answer.ApproximateNumberOfMessagesNotVisible,
                answer.ApproximateNumberOfMessagesDelayed, Fault: null);
        }
        catch (Exception error) when (error.IsAwsOutage && !cancellationToken.IsCancellationRequested)
        {
            return new(queue, 0, 0, 0, error.Message);
        }
    }
}

/// <summary>How much lies in a queue, about.</summary>
/// <param name="UnderWay">Received by somebody and not deleted yet.</param>
/// <param name="Fault">Why it could not be asked.</param>
public sealed record QueueDepth(string Queue, long Waiting, long UnderWay, long Delayed, string? Fault)
{
    public long All => Waiting + UnderWay + Delayed;

    /// <summary>Nobody reads it by itself: what lies in it waits for a person.</summary>
    public bool IsDeadLetters => Topology.Queues.All.Any(queue => queue.DeadLetterQueue == Queue);
}
