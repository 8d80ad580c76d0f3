using Amazon.SQS;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WebhookSystem.Contracts;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Ingress.Enqueue;

/// <summary>Healthy where the queue answers: without it nothing can be accepted.</summary>
internal sealed class InboxHealth(IAmazonSQS sqs, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var timeout = new CancellationTokenSource(AnswerTimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await sqs.GetQueueUrlAsync(Topology.Queues.Inbox, either.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception outage) when (outage.IsAwsOutage)
        {
            return HealthCheckResult.Unhealthy("The inbox queue does not answer.", outage);
        }
    }
}
