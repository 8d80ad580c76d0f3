using Amazon.SQS;
using Amazon.SQS.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Orderer.Release.Wake;

/// <summary>Wake-ups as delayed messages of Amazon SQS; a delay beyond the queue's longest goes in hops.</summary>
internal sealed class SqsWakeUps(IAmazonSQS sqs, QueueUrls urls) : IWakeUps
{
    private static readonly int HopSecondsMax = (int)Topology.Limits.QueueDelayMax.TotalSeconds;

    public async Task ArmAsync(WakeUp wakeUp, CancellationToken cancellationToken)
    {
        var hop = Math.Min(wakeUp.RemainingSeconds, HopSecondsMax);
        await sqs.SendMessageAsync(
            new SendMessageRequest
            {
                QueueUrl = await urls.GetAsync(Topology.Queues.WakeUps, cancellationToken),
                MessageBody = (wakeUp with { RemainingSeconds = wakeUp.RemainingSeconds - hop }).ToJson(),
                DelaySeconds = hop,
            },
            cancellationToken);
    }
}
