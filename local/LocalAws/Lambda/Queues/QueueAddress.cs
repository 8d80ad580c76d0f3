using Amazon.SQS;

namespace WebhookSystem.LocalAws.Lambda.Queues;

/// <summary>A queue's URL by its ARN: the name is the last part, and the queue is the caller's own.</summary>
internal static class QueueAddress
{
    public static async Task<string> FindAsync(IAmazonSQS sqs, string queueArn, CancellationToken cancellationToken) =>
        (await sqs.GetQueueUrlAsync(queueArn[(queueArn.LastIndexOf(':') + 1)..], cancellationToken)).QueueUrl;
}
