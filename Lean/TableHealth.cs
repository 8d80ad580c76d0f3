using Amazon.DynamoDBv2;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using WebhookSystem.Contracts;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Lean;

/// <summary>Healthy where the table answers: without it nothing can be accepted.</summary>
internal sealed class TableHealth(IAmazonDynamoDB dynamoDb, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var timeout = new CancellationTokenSource(AnswerTimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await dynamoDb.DescribeTableAsync(Topology.Table.Name, either.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception outage) when (outage.IsAwsOutage)
        {
            return HealthCheckResult.Unhealthy("The table does not answer.", outage);
        }
    }
}
