using Amazon.Lambda.SQSEvents;
using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.Contracts;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Processor.Receive;

/// <summary>Moves what nobody will ever be able to read where an operator sees it, with the reason.</summary>
internal sealed class SqsDeadLetters(IAmazonSQS sqs, QueueUrls urls) : IDeadLetters
{
    /// <summary>Message attribute that says why.</summary>
    public const string ReasonAttribute = "reason";

    private const int ReasonCharactersMax = 1000;

    public async Task<Outcome> MoveAsync(
        SQSEvent.SQSMessage message, string reason, CancellationToken cancellationToken)
    {
        await sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = await urls.GetAsync(Topology.Queues.InboxDead, cancellationToken),
                MessageBody = message.Body,
                MessageAttributes = new()
                {
                    [ReasonAttribute] = new()
                    {
                        DataType = "String",
                        StringValue = reason.Length <= ReasonCharactersMax ? reason : reason[..ReasonCharactersMax],
                    },
                },
            },
            cancellationToken);
        return Outcome.Unreadable;
    }
}
