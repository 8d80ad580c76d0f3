using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts;

namespace WebhookSystem.Provision.Resources;

/// <summary>The one table with its stream, its indexes and its time to live.</summary>
internal static class EventsTable
{
    private static readonly TimeSpan BetweenLooks = TimeSpan.FromMilliseconds(250);

    /// <returns>The ARN of the table's stream.</returns>
    public static async Task<string> EnsureAsync(
        IAmazonDynamoDB dynamoDb, TimeProvider time, Report report, CancellationToken cancellationToken)
    {
        var change = Change.None;
        var table = await FindAsync(dynamoDb, cancellationToken);
        if (table is null)
        {
            table = (await dynamoDb.CreateTableAsync(TableDefinition.Create(), cancellationToken)).TableDescription;
            change = Change.Created;
        }

        while (table.TableStatus == TableStatus.CREATING)
        {
            await Task.Delay(BetweenLooks, time, cancellationToken);
            table = await FindAsync(dynamoDb, cancellationToken)
                ?? throw new ProvisionException($"The table {Topology.Table.Name} went while it was being created.");
        }

        if (TableDefinition.Faults(table) is { Count: > 0 } faults)
        {
            throw new ProvisionException(
                $"There is a table {Topology.Table.Name}, but {string.Join(", and ", faults)}. It is not altered, for "
                + "it may hold events. Delete it, or choose another endpoint.");
        }

        if (await EnsureTimeToLiveAsync(dynamoDb, cancellationToken) && change == Change.None)
            change = Change.Updated;
        report.Say(change, $"table {Topology.Table.Name}");
        return table.LatestStreamArn;
    }

    private static async Task<TableDescription?> FindAsync(
        IAmazonDynamoDB dynamoDb, CancellationToken cancellationToken)
    {
        try
        {
            return (await dynamoDb.DescribeTableAsync(Topology.Table.Name, cancellationToken)).Table;
        }
        catch (ResourceNotFoundException)
        {
            return null;
        }
    }

    private static async Task<bool> EnsureTimeToLiveAsync(IAmazonDynamoDB dynamoDb, CancellationToken cancellationToken)
    {
        var current = await dynamoDb.DescribeTimeToLiveAsync(
            new DescribeTimeToLiveRequest { TableName = Topology.Table.Name }, cancellationToken);
        if (current.TimeToLiveDescription?.AttributeName == Topology.Table.TimeToLive)
            return false;
        await dynamoDb.UpdateTimeToLiveAsync(
            new UpdateTimeToLiveRequest
            {
                TableName = Topology.Table.Name,
                TimeToLiveSpecification = new() { AttributeName = Topology.Table.TimeToLive, Enabled = true },
            },
            cancellationToken);
        return true;
    }
}
