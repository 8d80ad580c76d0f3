using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Live.Traffic;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Live.Judge;

/// <summary>What the table says in the end.</summary>
internal sealed class TableContents
{
    public Dictionary<EventName, string> Digests { get; } = [];

    public Dictionary<EventName, HashSet<string>> Conflicts { get; } = [];

    public Dictionary<EventName, long> Duplicates { get; } = [];

    public Dictionary<EventName, string> Dead { get; } = [];

    public Dictionary<(string Source, string Key), KeyCursor> Cursors { get; } = [];

    public Dictionary<(string Source, string Key), long> Marks { get; } = [];

    public static async Task<TableContents> ReadAsync(IAmazonDynamoDB dynamoDb, CancellationToken cancellationToken)
    {
        var contents = new TableContents();
        var pages = dynamoDb.Paginators.Scan(new() { TableName = Topology.Table.Name, ConsistentRead = true });
        await foreach (var page in pages.Responses.WithCancellation(cancellationToken))
            page.Items.ForEach(item => contents.Take(item.ToItem()));
        return contents;
    }

    private void Take(Item item)
    {
        if (Topology.Table.SplitCollection(item.PartitionKey) is not { } key)
            return;
        switch (item.SortKey)
        {
            case Topology.Table.Cursor:
                Cursors[key] = CursorItem.Read(item);
                break;
            case Topology.Table.SentMark:
                Marks[key] = item.Whole(Attributes.Ordinal);
                break;
            case var name when name.StartsWith(Topology.Table.EventPrefix, StringComparison.Ordinal):
                Digests[Of(key, item)] = item.Text(Attributes.Digest);
                break;
            case var name when name.StartsWith(Topology.Table.ConflictPrefix, StringComparison.Ordinal):
                if (!Conflicts.TryGetValue(Of(key, item), out var digests))
                    Conflicts[Of(key, item)] = digests = [];
                digests.Add(item.Text(Attributes.Digest));
                break;
            case var name when name.StartsWith(Topology.Table.DuplicatePrefix, StringComparison.Ordinal):
                Duplicates[Of(key, item)] = DuplicateCount.Read(item).Count;
                break;
            case var name when name.StartsWith(Topology.Table.DeadPrefix, StringComparison.Ordinal):
                Dead[Of(key, item)] = DeadEvent.Read(item).Reason;
                break;
        }
    }

    private static EventName Of((string Source, string Key) key, Item item) =>
        new(key.Source, key.Key, item.Text(Attributes.EventId));
}
