using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Dashboard.Keep.Apply;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Dashboard.Follow;

/// <summary>
/// Reads one key from the table itself, for a page whose event or key the read model does not have: it is too old for
/// it, or not read yet.
/// </summary>
internal sealed class ReadThrough(IAmazonDynamoDB table, Applying applying)
{
    /// <summary>Of a collection that goes on for long, the beginning.</summary>
    private const int PagesMax = 10;

    public async Task ReadAsync(string source, string key, CancellationToken cancellationToken)
    {
        Dictionary<string, AttributeValue>? from = null;
        for (var page = 0; page < PagesMax; page++)
        {
            var answer = await table.QueryAsync(
                new QueryRequest
                {
                    TableName = Topology.Table.Name,
                    KeyConditionExpression = "#key = :key",
                    ExpressionAttributeNames = new() { ["#key"] = Topology.Table.PartitionKey },
                    ExpressionAttributeValues = new() { [":key"] = new(Topology.Table.CollectionOf(source, key)) },
                    ExclusiveStartKey = from,
                },
                cancellationToken);
            applying.Apply(
                [.. (answer.Items ?? []).Select(static attributes => attributes.ToItem())
                    .Select(static item => new TableChange(item.PartitionKey, item.SortKey, item))],
                alongside: null);
            if (answer.LastEvaluatedKey is not { Count: > 0 } last)
                return;
            from = last;
        }
    }
}
