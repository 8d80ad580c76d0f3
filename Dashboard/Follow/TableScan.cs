using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Dashboard.Keep;
using WebhookSystem.Dashboard.Keep.Apply;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Dashboard.Follow;

/// <summary>
/// Reads the table itself: what the stream no longer tells. The stream is read from its beginning after that, so what
/// changes meanwhile is not missed.
/// </summary>
internal sealed class TableScan(IAmazonDynamoDB table, Applying applying, Changes changes)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        changes.IsBehind = true;
        Dictionary<string, AttributeValue>? from = null;
        do
        {
            var page = await table.ScanAsync(
                new ScanRequest { TableName = Topology.Table.Name, ExclusiveStartKey = from }, cancellationToken);
            applying.Apply([.. page.Items.Select(ChangeOf)], alongside: null);
            from = page.LastEvaluatedKey is { Count: > 0 } last ? last : null;
        }
        while (from is not null);
    }

    private static TableChange ChangeOf(Dictionary<string, AttributeValue> attributes)
    {
        var item = attributes.ToItem();
        return new(item.PartitionKey, item.SortKey, item);
    }
}
