using System.Runtime.CompilerServices;
using System.Text;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Orderer.Release.Keep;

/// <summary>A key's items in the table.</summary>
internal sealed class DynamoKeyTable(IAmazonDynamoDB dynamoDb, WriteBatches together, TimeProvider time) : IKeyTable
{
    public void Announce(int keys) => together.Announce(keys);

    public async Task<KeyState> LoadAsync(KeyName key, CancellationToken cancellationToken)
    {
        var cursor = await GetAsync(key, Topology.Table.Cursor, cancellationToken);
        if (cursor is null)
            return new(new KeyCursor(), 0);
        var read = CursorItem.Read(cursor);
        if (read.Inference is { IsOwed: false })
            return new(read, 0);
        var mark = await GetAsync(key, Topology.Table.SentMark, cancellationToken);
        return new(read, mark?.Whole(Attributes.Ordinal) ?? 0);
    }

    public async Task<bool> CommitAsync(KeyName key, KeyCursor cursor, CancellationToken cancellationToken)
    {
        var item = CursorItem.Of(key.Source, key.Key, cursor, time.GetUtcNow());
        if (Encoding.UTF8.GetByteCount(item.Text(Attributes.Cursor)) > Topology.Limits.CursorBytesMax)
            throw new CursorFullException(key);
        var statement = cursor.Version == 1 ? WriteStatement.Insert(item) : WriteStatement.Update(
            item, item.ContainsKey(Topology.Table.UnsettledAttribute) ? [] : [Topology.Table.UnsettledAttribute],
            (Attributes.Version, "=", ItemValue.OfNumber(cursor.Version - 1)));
        var written = await together.TryAsync(statement, cancellationToken);
        if (written != WriteAnswer.Unsettled)
            return written == WriteAnswer.Done;
        try
        {
            await dynamoDb.PutItemAsync(
                new PutItemRequest
                {
                    TableName = Topology.Table.Name,
                    Item = item.ToAttributes(),
                    ConditionExpression = cursor.Version == 1
                        ? $"attribute_not_exists({Topology.Table.PartitionKey})"
                        : $"{Attributes.Version} = :before",
                    ExpressionAttributeValues = cursor.Version == 1 ? null : Whole(":before", cursor.Version - 1),
                },
                cancellationToken);
            return true;
        }
        catch (ConditionalCheckFailedException)
        {
            return false;
        }
    }

    public async Task RaiseMarkAsync(KeyName key, long before, long sent, CancellationToken cancellationToken)
    {
        var item = new Item(Topology.Table.CollectionOf(key.Source, key.Key), Topology.Table.SentMark);
        item.SetWhole(Attributes.Ordinal, sent);
        var statement = before == 0
            ? WriteStatement.Insert(item)
            : WriteStatement.Update(item, [], (Attributes.Ordinal, "<", ItemValue.OfNumber(sent)));
        if (await together.TryAsync(statement, cancellationToken) == WriteAnswer.Done)
            return;
        try
        {
            await dynamoDb.UpdateItemAsync(
                new UpdateItemRequest
                {
                    TableName = Topology.Table.Name,
                    Key = KeyOf(key, Topology.Table.SentMark),
                    UpdateExpression = $"SET {Attributes.Ordinal} = :sent",
                    ConditionExpression = $"attribute_not_exists({Attributes.Ordinal}) OR {Attributes.Ordinal} < :sent",
                    ExpressionAttributeValues = Whole(":sent", sent),
                },
                cancellationToken);
        }
        catch (ConditionalCheckFailedException)
        {
            // Another invocation has already raised it at least as far.
        }
    }

    public Task WriteLogAsync(KeyName key, LogChunk chunk, CancellationToken cancellationToken) =>
        PutAsync(chunk.ToItem(key.Source, key.Key, time.GetUtcNow()), cancellationToken);

    public Task BuryAsync(DeadEvent dead, CancellationToken cancellationToken) =>
        PutAsync(dead.ToItem(), cancellationToken);

    public Task QuarantineAsync(QuarantinedEvent aside, CancellationToken cancellationToken) =>
        PutAsync(aside.ToItem(), cancellationToken);

    public async Task<long> CountAttemptAsync(KeyName key, string id, CancellationToken cancellationToken)
    {
        var values = Whole(":one", 1);
        values[":expires"] = ItemValue.OfNumber(
            (time.GetUtcNow() + Topology.Table.Retention).ToUnixTimeSeconds()).ToAttribute();
        var answer = await dynamoDb.UpdateItemAsync(
            new UpdateItemRequest
            {
                TableName = Topology.Table.Name,
                Key = KeyOf(key, Topology.Table.AttemptKey(id)),
                UpdateExpression = $"SET {Topology.Table.TimeToLive} = :expires ADD #count :one",
                ExpressionAttributeNames = new() { ["#count"] = Attributes.Count },
                ExpressionAttributeValues = values,
                ReturnValues = ReturnValue.UPDATED_NEW,
            },
            cancellationToken);
        return answer.Attributes.ToItem().Whole(Attributes.Count);
    }

    public Task ForgetAttemptsAsync(KeyName key, string id, CancellationToken cancellationToken) =>
        dynamoDb.DeleteItemAsync(
            new DeleteItemRequest
            {
                TableName = Topology.Table.Name, Key = KeyOf(key, Topology.Table.AttemptKey(id)),
            },
            cancellationToken);

    public async IAsyncEnumerable<LogChunk> ReadLogAsync(
        KeyName key, long first, long last, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        if (last < 0)
            yield break;
        var pages = dynamoDb.Paginators.Query(new QueryRequest
        {
            TableName = Topology.Table.Name,
            ConsistentRead = true,
            KeyConditionExpression =
                $"{Topology.Table.PartitionKey} = :key AND {Topology.Table.SortKey} BETWEEN :first AND :last",
            ExpressionAttributeValues = new()
            {
                [":key"] = new(Topology.Table.CollectionOf(key.Source, key.Key)),
                [":first"] = new(Topology.Table.LogKey(Math.Max(0, first))),
                [":last"] = new(Topology.Table.LogKey(last)),
            },
        });
        await foreach (var page in pages.Responses.WithCancellation(cancellationToken))
        {
            foreach (var item in page.Items)
                yield return LogChunk.Read(item.ToItem());
        }
    }

    public async Task<IReadOnlyList<StoredEvent>> ReadEventsAsync(
        KeyName key, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var events = new List<StoredEvent>(ids.Count);
        foreach (var chunk in ids.Distinct().Chunk(Topology.Limits.BatchGetMax))
        {
            var keys = chunk.Select(id => KeyOf(key, Topology.Table.EventKey(id))).ToList();
            while (keys.Count > 0)
            {
                var answer = await dynamoDb.BatchGetItemAsync(
                    new BatchGetItemRequest
                    {
                        RequestItems = new() { [Topology.Table.Name] = new() { Keys = keys, ConsistentRead = true } },
                    },
                    cancellationToken);
                var items = answer.Responses[Topology.Table.Name];
                events.AddRange(items.Select(item => TryRead(item.ToItem())).OfType<StoredEvent>());
                keys = answer.UnprocessedKeys?.GetValueOrDefault(Topology.Table.Name)?.Keys ?? [];
            }
        }

        return events;
    }

    private static StoredEvent? TryRead(Item item)
    {
        try
        {
            return StoredEvent.Read(item);
        }
        catch (ItemException)
        {
            // Absent, as far as sending goes: the caller buries it and says why.
            return null;
        }
    }

    private async Task<Item?> GetAsync(KeyName key, string sortKey, CancellationToken cancellationToken)
    {
        var answer = await dynamoDb.GetItemAsync(
            new GetItemRequest { TableName = Topology.Table.Name, Key = KeyOf(key, sortKey), ConsistentRead = true },
            cancellationToken);
        return answer.IsItemSet ? answer.Item.ToItem() : null;
    }

    private async Task PutAsync(Item item, CancellationToken cancellationToken) => await dynamoDb.PutItemAsync(
        new PutItemRequest { TableName = Topology.Table.Name, Item = item.ToAttributes() }, cancellationToken);

    private static Dictionary<string, AttributeValue> KeyOf(KeyName key, string sortKey) =>
        new Item(Topology.Table.CollectionOf(key.Source, key.Key), sortKey).ToAttributes();

    private static Dictionary<string, AttributeValue> Whole(string name, long value) =>
        new() { [name] = ItemValue.OfNumber(value).ToAttribute() };
}
