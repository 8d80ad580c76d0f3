using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Orderer.Operate;

/// <summary>The command queue in Amazon SQS.</summary>
internal sealed class SqsCommands(IAmazonSQS sqs, QueueUrls urls) : ICommands
{
    public async Task SendAsync(OperatorCommand command, CancellationToken cancellationToken) =>
        await sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = await urls.GetAsync(Topology.Queues.Commands, cancellationToken),
                MessageBody = command.ToJson(),
            },
            cancellationToken);
}
