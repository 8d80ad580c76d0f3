using System.Collections.Concurrent;
using Amazon.SQS;

namespace WebhookSystem.ServiceDefaults.Aws;

/// <summary>Addresses of queues by their names, asked for once. A queue that is not there is asked for again.</summary>
public sealed class QueueUrls(IAmazonSQS sqs)
{
    private readonly ConcurrentDictionary<string, string> _urls = new(StringComparer.Ordinal);

    /// <exception cref="Amazon.SQS.Model.QueueDoesNotExistException">The queue has not been created.</exception>
    public async ValueTask<string> GetAsync(string queue, CancellationToken cancellationToken)
    {
        if (_urls.TryGetValue(queue, out var known))
            return known;
        var answer = await sqs.GetQueueUrlAsync(queue, cancellationToken);
        return _urls[queue] = answer.QueueUrl;
    }
}
