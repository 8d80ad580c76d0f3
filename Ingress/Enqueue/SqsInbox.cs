using Amazon.SQS;
using WebhookSystem.Contracts;
using WebhookSystem.Ingress.Observe;
using WebhookSystem.ServiceDefaults.Aws;
using WebhookSystem.ServiceDefaults.Observe;

namespace WebhookSystem.Ingress.Enqueue;

/// <summary>The inbox as a queue of Amazon SQS; a call takes along what came during earlier calls.</summary>
internal sealed class SqsInbox(IAmazonSQS sqs, QueueUrls urls, IngressTelemetry telemetry) : IInbox
{
    private readonly GroupCommit _sending =
        new((group, cancellationToken) => SendAsync(sqs, urls, group, cancellationToken));

    public async Task SendAsync(string message, CancellationToken cancellationToken)
    {
        using var span = telemetry.StartSend();
        try
        {
            var messageId = await _sending.AddAsync(new(message, TraceContext.Outgoing()), cancellationToken);
            telemetry.Sent(span, messageId);
        }
        catch (Exception failure)
        {
            telemetry.NotSent(span, failure);
            throw;
        }
    }

    private static async Task SendAsync(
        IAmazonSQS sqs, QueueUrls urls, IReadOnlyList<PendingSend> group, CancellationToken cancellationToken)
    {
        var url = await urls.GetAsync(Topology.Queues.Inbox, cancellationToken);
        if (group is [var only])
        {
            var sent = await sqs.SendMessageAsync(
                new() { QueueUrl = url, MessageBody = only.Text, MessageAttributes = only.Attributes },
                cancellationToken);
            only.Succeed(sent.MessageId);
            return;
        }

        var answer = await sqs.SendMessageBatchAsync(
            new() { QueueUrl = url, Entries = [.. group.Select((pending, at) => pending.ToEntry(at))] },
            cancellationToken);
        foreach (var entry in answer.Successful ?? [])
            group[PendingSend.PlaceOf(entry.Id)].Succeed(entry.MessageId);
        foreach (var entry in answer.Failed ?? [])
            group[PendingSend.PlaceOf(entry.Id)].Fail(new AmazonSQSException($"{entry.Code}: {entry.Message}"));
    }
}
