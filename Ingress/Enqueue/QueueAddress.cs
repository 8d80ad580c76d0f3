using Amazon.SQS;
using WebhookSystem.Contracts;

namespace WebhookSystem.Ingress.Enqueue;

/// <summary>The inbox queue's URL, asked for once.</summary>
internal sealed class QueueAddress(IAmazonSQS sqs)
{
    private string? _url;

    public async ValueTask<string> UrlAsync(CancellationToken cancellationToken) => _url ??= await AskAsync(cancellationToken);

    /// <summary>Asks the queue's service, whatever is known already.</summary>
    public async Task<string> AskAsync(CancellationToken cancellationToken) =>
        (await sqs.GetQueueUrlAsync(Topology.Queues.Inbox, cancellationToken)).QueueUrl;
}
