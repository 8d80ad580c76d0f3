using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Processor.Store;

/// <summary>The events in the table. One conditional put is the whole idempotency.</summary>
internal sealed class EventTable(IAmazonDynamoDB dynamoDb) : IEventTable
{
    private readonly DuplicateCounts _duplicates = new(dynamoDb);

    public async Task<StoredEvent?> AddAsync(StoredEvent stored, CancellationToken cancellationToken)
    {
        // By comparison: an expired item stays readable for days until DynamoDB gets round to deleting it.
        var now = stored.ExpiresAt - Topology.Table.Retention;
        var refused = await TryPutAsync(
            stored.ToItem(),
            $"attribute_not_exists({Topology.Table.PartitionKey}) OR {Topology.Table.TimeToLive} <= :now",
            new() { [":now"] = ItemValue.OfNumber(now.ToUnixTimeSeconds()).ToAttribute() },
            cancellationToken);
        return refused is null ? null : StoredEvent.Read(refused);
    }

    public async Task<bool> AddConflictAsync(StoredEvent contradicting, CancellationToken cancellationToken) =>
        await TryPutAsync(
            contradicting.ToItem(Topology.Table.ConflictKey(contradicting.EventId, contradicting.Digest)),
            $"attribute_not_exists({Topology.Table.PartitionKey})", null, cancellationToken) is null;

    public Task<bool> CountDuplicateAsync(StoredEvent again, CancellationToken cancellationToken) =>
        _duplicates.CountAsync(again, cancellationToken);

    public async Task BuryAsync(DeadEvent dead, CancellationToken cancellationToken) => await dynamoDb.PutItemAsync(
        new PutItemRequest { TableName = Topology.Table.Name, Item = dead.ToItem().ToAttributes() }, cancellationToken);

    /// <returns>The item that is there; null where this one was written.</returns>
    private async Task<Item?> TryPutAsync(
        Item item, string condition, Dictionary<string, AttributeValue>? values, CancellationToken cancellationToken)
    {
        try
        {
            await dynamoDb.PutItemAsync(
                new PutItemRequest
                {
                    TableName = Topology.Table.Name,
                    Item = item.ToAttributes(),
                    ConditionExpression = condition,
                    ExpressionAttributeValues = values,
                    ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
                },
                cancellationToken);
            return null;
        }
        catch (ConditionalCheckFailedException refused)
        {
            return refused.Item.ToItem();
        }
    }
}
