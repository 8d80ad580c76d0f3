using Amazon.SQS;
using WebhookSystem.Contracts;
using WebhookSystem.ServiceDefaults.Health;

namespace WebhookSystem.Ingress.Enqueue;

/// <summary>Healthy where the queue answers: without it nothing can be accepted.</summary>
internal sealed class InboxHealth(IAmazonSQS sqs, TimeProvider time)
    : AwsHealth("The inbox queue does not answer.", time)
{
    protected override Task AskAsync(CancellationToken cancellationToken) =>
        sqs.GetQueueUrlAsync(Topology.Queues.Inbox, cancellationToken);
}
