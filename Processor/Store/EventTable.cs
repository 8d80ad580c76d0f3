using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Processor.Store;

/// <summary>The events in the table. One conditional put is the whole idempotency.</summary>
internal sealed class EventTable(IAmazonDynamoDB dynamoDb, WriteBatches together) : IEventTable
{
    /// <summary>By comparison: an expired item stays readable for days until DynamoDB gets round to deleting
    /// it.</summary>
    private const string IsFree =
        $"attribute_not_exists({Topology.Table.PartitionKey}) OR {Topology.Table.TimeToLive} <= :now";

    private readonly DuplicateCounts _duplicates = new(dynamoDb);

    public void Announce(int events) => together.Announce(events);

    public async Task<KnownEvent?> AddAsync(StoredEvent stored, CancellationToken cancellationToken)
    {
        var item = stored.ToItem();
        var written = await together.TryAsync(WriteStatement.Insert(item), cancellationToken);
        if (written == WriteAnswer.Done)
            return null;

        // A refused statement does not say what is there, and a read costs less than a second refusal.
        if (written == WriteAnswer.Refused && await ReadAsync(item, cancellationToken) is { } existing
            && existing.ExpiresAt > NowOf(stored))
            return KnownEvent.Of(existing);
        var refused = await TryPutAsync(item, IsFree, ToCompare(NowOf(stored)), cancellationToken);
        return refused is null ? null : KnownEvent.Of(StoredEvent.Read(refused));
    }

    public async Task<KnownEvent?> AddUniqueAsync(StoredEvent stored, CancellationToken cancellationToken)
    {
        try
        {
            await dynamoDb.TransactWriteItemsAsync(
                new() { TransactItems = [PutIfFree(stored.ToItem()), PutIfFree(KnownEvent.ToIdentity(stored))] },
                cancellationToken);
            return null;
        }
        catch (TransactionCanceledException refused)
            when (refused.CancellationReasons.Any(reason => reason.Code == "ConditionalCheckFailed"))
        {
            // The event's own item is asked first: it may be older than its source's wish for unique ids.
            return refused.CancellationReasons is [{ Item.Count: > 0 } own, ..]
                ? KnownEvent.Of(StoredEvent.Read(own.Item.ToItem()))
                : KnownEvent.OfIdentity(refused.CancellationReasons[1].Item.ToItem());
        }

        TransactWriteItem PutIfFree(Item item) => new()
        {
            Put = new()
            {
                TableName = Topology.Table.Name,
                Item = item.ToAttributes(),
                ConditionExpression = IsFree,
                ExpressionAttributeValues = ToCompare(NowOf(stored)),
                ReturnValuesOnConditionCheckFailure = ReturnValuesOnConditionCheckFailure.ALL_OLD,
            },
        };
    }

    public async Task<bool> AddConflictAsync(StoredEvent contradicting, CancellationToken cancellationToken) =>
        await TryPutAsync(
            contradicting.ToItem(Topology.Table.ConflictKey(contradicting.EventId, contradicting.Digest)),
            $"attribute_not_exists({Topology.Table.PartitionKey})", null, cancellationToken) is null;

    public Task<bool> CountDuplicateAsync(StoredEvent again, CancellationToken cancellationToken) =>
        _duplicates.CountAsync(again, cancellationToken);

    public async Task BuryAsync(DeadEvent dead, CancellationToken cancellationToken) => await dynamoDb.PutItemAsync(
        new PutItemRequest { TableName = Topology.Table.Name, Item = dead.ToItem().ToAttributes() }, cancellationToken);

    private static DateTimeOffset NowOf(StoredEvent stored) => stored.ExpiresAt - Topology.Table.Retention;

    private static Dictionary<string, AttributeValue> ToCompare(DateTimeOffset now) =>
        new() { [":now"] = ItemValue.OfNumber(now.ToUnixTimeSeconds()).ToAttribute() };

    private async Task<StoredEvent?> ReadAsync(Item item, CancellationToken cancellationToken)
    {
        var answer = await dynamoDb.GetItemAsync(
            new GetItemRequest
            {
                TableName = Topology.Table.Name,
                Key = new Item(item.PartitionKey, item.SortKey).ToAttributes(),
                ConsistentRead = true,
            },
            cancellationToken);
        return answer.IsItemSet ? StoredEvent.Read(answer.Item.ToItem()) : null;
    }

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
