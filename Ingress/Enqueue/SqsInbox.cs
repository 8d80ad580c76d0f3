using Amazon.SQS;
using WebhookSystem.Contracts;
using WebhookSystem.Ingress.Observe;
using WebhookSystem.ServiceDefaults.Aws;
using WebhookSystem.ServiceDefaults.Observe;

namespace WebhookSystem.Ingress.Enqueue;

/// <summary>The inbox as a queue of Amazon SQS.</summary>
internal sealed class SqsInbox(IAmazonSQS sqs, QueueUrls urls, IngressTelemetry telemetry) : IInbox
{
    public async Task SendAsync(string message, CancellationToken cancellationToken)
    {
        var url = await urls.GetAsync(Topology.Queues.Inbox, cancellationToken);
        using var span = telemetry.StartSend(url);
        try
        {
            var sent = await sqs.SendMessageAsync(
                new() { QueueUrl = url, MessageBody = message, MessageAttributes = TraceContext.Outgoing() }, cancellationToken);
            telemetry.Sent(span, sent.MessageId);
        }
        catch (Exception failure)
        {
            telemetry.NotSent(span, failure);
            throw;
        }
    }
}
