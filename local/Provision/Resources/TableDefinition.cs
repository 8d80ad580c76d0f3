using Amazon.DynamoDBv2;
using Amazon.DynamoDBv2.Model;
using WebhookSystem.Contracts;

namespace WebhookSystem.Provision.Resources;

/// <summary>The table as <see cref="Topology.Table"/> wants it, and what a table that is there lacks of it.</summary>
internal static class TableDefinition
{
    private static readonly List<KeySchemaElement> Keys = KeysOf(Topology.Table.SortKey);
    private static readonly List<KeySchemaElement> OnePartitionKeys = KeysOf(Topology.Table.OnePartitionAttribute);

    /// <summary>By key, for one hash for all unsettled cursors would be one hot partition; read by scanning.</summary>
    private static readonly List<KeySchemaElement> UnsettledKeys = KeysOf(Topology.Table.UnsettledAttribute);

    private static readonly Projection KeysOnly = new() { ProjectionType = ProjectionType.KEYS_ONLY };

    public static CreateTableRequest Create() => new()
    {
        TableName = Topology.Table.Name,
        BillingMode = BillingMode.PAY_PER_REQUEST,
        AttributeDefinitions =
        [
            new(Topology.Table.PartitionKey, ScalarAttributeType.S),
            new(Topology.Table.SortKey, ScalarAttributeType.S),
            new(Topology.Table.OnePartitionAttribute, ScalarAttributeType.S),
            new(Topology.Table.UnsettledAttribute, ScalarAttributeType.S),
        ],
        KeySchema = Keys,
        LocalSecondaryIndexes =
        [
            new() { IndexName = Topology.Table.OnePartitionIndex, KeySchema = OnePartitionKeys, Projection = KeysOnly },
        ],
        GlobalSecondaryIndexes =
        [
            new() { IndexName = Topology.Table.UnsettledIndex, KeySchema = UnsettledKeys, Projection = KeysOnly },
        ],
        StreamSpecification = new() { StreamEnabled = true, StreamViewType = StreamViewType.NEW_IMAGE },
    };

    public static IReadOnlyList<string> Faults(TableDescription table)
    {
        var faults = new List<string>();
        if (!Same(table.KeySchema, Keys))
            faults.Add("its keys are not ours");
        if (table.StreamSpecification is not { StreamEnabled: true } stream
            || stream.StreamViewType != StreamViewType.NEW_IMAGE)
            faults.Add("it has no stream of new images");
        if (table.LocalSecondaryIndexes?.Any(index =>
            index.IndexName == Topology.Table.OnePartitionIndex && Same(index.KeySchema, OnePartitionKeys)) != true)
            faults.Add($"it lacks the local index {Topology.Table.OnePartitionIndex}");
        if (table.GlobalSecondaryIndexes?.Any(index =>
            index.IndexName == Topology.Table.UnsettledIndex && Same(index.KeySchema, UnsettledKeys)) != true)
            faults.Add($"it lacks the global index {Topology.Table.UnsettledIndex}");
        return faults;
    }

    private static List<KeySchemaElement> KeysOf(string range) =>
        [new(Topology.Table.PartitionKey, KeyType.HASH), new(range, KeyType.RANGE)];

    private static bool Same(List<KeySchemaElement> actual, List<KeySchemaElement> wanted) =>
        actual.Select(key => (key.AttributeName, key.KeyType)).SequenceEqual(
            wanted.Select(key => (key.AttributeName, key.KeyType)));
}
