using System.Globalization;
using System.Text.Json;
using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Orderer.Release;
using WebhookSystem.Orderer.Sequence;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Orderer.Operate;

/// <summary>Walks through the table with the SDK: one key's collection by a query, all of them by a scan.</summary>
internal sealed class DynamoEventWalk(IAmazonDynamoDB dynamoDb, TimeProvider time) : IEventWalk
{
    /// <summary>Ours: what an invocation can hold against its cursors within its time.</summary>
    private const int PageItems = 500;

    private static readonly string[] Wanted =
    [
        Topology.Table.PartitionKey, Topology.Table.SortKey, Attributes.Source, Attributes.OrderingKey,
        Attributes.EventId, Attributes.Arrival, Topology.Table.TimeToLive,
    ];

    private static readonly Dictionary<string, string> Names =
        Wanted.Select((name, at) => (name, at)).ToDictionary(wanted => $"#{wanted.at}", wanted => wanted.name);

    private static readonly string Projection = string.Join(", ", Names.Keys);

    public async Task<WalkPage<EventLine>> EventsAsync(
        KeyName? key, string? after, CancellationToken cancellationToken)
    {
        var (items, next) = key is { } one
            ? await QueryAsync(one, after, cancellationToken)
            : await ScanAsync(after, cancellationToken);
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var lines = items.Select(item => item.ToItem())
            .Where(item => item.ContainsKey(Attributes.OrderingKey) && item.Whole(Topology.Table.TimeToLive) > now)
            .Select(Line);
        return new([.. lines], next);
    }

    public async Task<WalkPage<KeyName>> UnsettledAsync(
        DateTimeOffset before, string? after, CancellationToken cancellationToken)
    {
        var answer = await dynamoDb.ScanAsync(
            new ScanRequest
            {
                TableName = Topology.Table.Name,
                IndexName = Topology.Table.UnsettledIndex,
                FilterExpression = $"{Topology.Table.UnsettledAttribute} < :before",
                ExpressionAttributeValues = new()
                {
                    [":before"] = new(before.UtcDateTime.ToString("O", CultureInfo.InvariantCulture)),
                },
                Limit = PageItems,
                ExclusiveStartKey = Start(after),
            },
            cancellationToken);
        var keys = answer.Items.Select(item => Topology.Table.SplitCollection(item.ToItem().PartitionKey))
            .Select(collection => new KeyName(collection!.Value.Source, collection.Value.Key));
        return new([.. keys], Next(answer.LastEvaluatedKey));
    }

    public async Task<IReadOnlySet<string>> AsideAsync(
        KeyName key, IReadOnlyList<string> ids, CancellationToken cancellationToken)
    {
        var aside = new HashSet<string>();
        foreach (var id in ids)
        {
            foreach (var sortKey in AsideKeys(id))
            {
                var answer = await dynamoDb.GetItemAsync(
                    new GetItemRequest
                    {
                        TableName = Topology.Table.Name, Key = KeyOf(key, sortKey), ConsistentRead = true,
                    },
                    cancellationToken);
                if (answer.IsItemSet)
                    aside.Add(id);
            }
        }

        return aside;
    }

    public async Task ForgetAsideAsync(KeyName key, string id, CancellationToken cancellationToken)
    {
        foreach (var sortKey in AsideKeys(id))
        {
            await dynamoDb.DeleteItemAsync(
                new DeleteItemRequest { TableName = Topology.Table.Name, Key = KeyOf(key, sortKey) },
                cancellationToken);
        }
    }

    private async Task<(List<Dictionary<string, AttributeValue>> Items, string? Next)> QueryAsync(
        KeyName key, string? after, CancellationToken cancellationToken)
    {
        var answer = await dynamoDb.QueryAsync(
            new QueryRequest
            {
                TableName = Topology.Table.Name,
                ConsistentRead = true,
                KeyConditionExpression =
                    $"{Topology.Table.PartitionKey} = :key AND begins_with({Topology.Table.SortKey}, :event)",
                ExpressionAttributeValues = new()
                {
                    [":key"] = new(Topology.Table.CollectionOf(key.Source, key.Key)),
                    [":event"] = new(Topology.Table.EventPrefix),
                },
                ProjectionExpression = Projection,
                ExpressionAttributeNames = Names,
                Limit = PageItems,
                ExclusiveStartKey = Start(after),
            },
            cancellationToken);
        return (answer.Items ?? [], Next(answer.LastEvaluatedKey));
    }

    private async Task<(List<Dictionary<string, AttributeValue>> Items, string? Next)> ScanAsync(
        string? after, CancellationToken cancellationToken)
    {
        var answer = await dynamoDb.ScanAsync(
            new ScanRequest
            {
                TableName = Topology.Table.Name,
                ConsistentRead = true,
                FilterExpression = $"begins_with({Topology.Table.SortKey}, :event)",
                ExpressionAttributeValues = new() { [":event"] = new(Topology.Table.EventPrefix) },
                ProjectionExpression = Projection,
                ExpressionAttributeNames = Names,
                Limit = PageItems,
                ExclusiveStartKey = Start(after),
            },
            cancellationToken);
        return (answer.Items ?? [], Next(answer.LastEvaluatedKey));
    }

    private static EventLine Line(Item item)
    {
        var name = new EventName(item.Text(Attributes.EventId), item.Whole(Attributes.Arrival));
        return new(new(item.Text(Attributes.Source), item.Text(Attributes.OrderingKey)), name);
    }

    private static string[] AsideKeys(string id) => [Topology.Table.QuarantinedKey(id), Topology.Table.DeadKey(id)];

    private static Dictionary<string, AttributeValue> KeyOf(KeyName key, string sortKey) =>
        new Item(Topology.Table.CollectionOf(key.Source, key.Key), sortKey).ToAttributes();

    private static Dictionary<string, AttributeValue>? Start(string? after) => after is null ? null
        : JsonSerializer.Deserialize(after, OrdererJson.Default.DictionaryStringString)!
            .ToDictionary(attribute => attribute.Key, attribute => new AttributeValue(attribute.Value));

    /// <summary>All keys of the table and its index are strings.</summary>
    private static string? Next(Dictionary<string, AttributeValue>? last) => last is not { Count: > 0 } ? null
        : JsonSerializer.Serialize(
            last.ToDictionary(attribute => attribute.Key, attribute => attribute.Value.S),
            OrdererJson.Default.DictionaryStringString);
}
