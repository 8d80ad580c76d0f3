using Amazon.DynamoDBv2;
using WebhookSystem.Contracts;
using WebhookSystem.ServiceDefaults.Health;

namespace WebhookSystem.Lean;

/// <summary>Healthy where the table answers: without it nothing can be accepted.</summary>
internal sealed class TableHealth(IAmazonDynamoDB dynamoDb, TimeProvider time)
    : AwsHealth("The table does not answer.", time)
{
    protected override Task AskAsync(CancellationToken cancellationToken) =>
        dynamoDb.DescribeTableAsync(Topology.Table.Name, cancellationToken);
}
