using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Dashboard.Keep.Apply;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Dashboard.Follow;

/// <summary>
/// Reads from the table itself for the page of an event or a key: what the stream has yet to bring, and what is too old
/// for the read model.
/// </summary>
internal sealed class ReadThrough(IAmazonDynamoDB table, Applying applying)
{
    /// <summary>Of a collection that goes on for long, the beginning.</summary>
    private const int PagesMax = 10;

    /// <summary>What is said of an event now, and how far its key has come.</summary>
    public Task ReadEventAsync(EventName name, CancellationToken cancellationToken) => ReadAsync(
        name.Source, name.Key,
        [
            Topology.Table.EventKey(name.Id), Topology.Table.DuplicateKey(name.Id), Topology.Table.DeadKey(name.Id),
            Topology.Table.QuarantinedKey(name.Id), Topology.Table.Cursor, Topology.Table.SentMark,
        ],
        cancellationToken);

    /// <summary>How far a key has come now.</summary>
    public Task ReadCursorAsync(string source, string key, CancellationToken cancellationToken) => ReadAsync(
        source, key, [Topology.Table.Cursor, Topology.Table.SentMark], cancellationToken);

    /// <summary>Everything of a key that the read model knows nothing of.</summary>
    public async Task ReadAllAsync(string source, string key, CancellationToken cancellationToken)
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
            Apply(answer.Items);
            if (answer.LastEvaluatedKey is not { Count: > 0 } last)
                return;
            from = last;
        }
    }

    private async Task ReadAsync(
        string source, string key, IEnumerable<string> sortKeys, CancellationToken cancellationToken)
    {
        var collection = Topology.Table.CollectionOf(source, key);
        var wanted = new KeysAndAttributes
        {
            Keys = [.. sortKeys.Select(sortKey => new Item(collection, sortKey).ToAttributes())],
            ConsistentRead = true,
        };
        var answer = await table.BatchGetItemAsync(
            new BatchGetItemRequest { RequestItems = new() { [Topology.Table.Name] = wanted } }, cancellationToken);

        // What is not read for want of capacity, the stream brings.
        Apply(answer.Responses?.GetValueOrDefault(Topology.Table.Name));
    }

    private void Apply(List<Dictionary<string, AttributeValue>>? items) => applying.Apply(
        [.. (items ?? []).Select(static attributes => attributes.ToItem())
            .Select(static item => new TableChange(item.PartitionKey, item.SortKey, item))],
        alongside: null);
}
