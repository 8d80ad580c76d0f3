using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Tables;

/// <summary>
/// Where a row stands: by the hash of its partition key, the partition key, the sort key; in an index then by the key
/// of the table's own row, since index keys need not be unique.
/// </summary>
internal sealed class RowKey(AttributeValue partition, AttributeValue? sort, RowKey? tableKey = null)
    : IComparable<RowKey>, IEquatable<RowKey>
{
    public ulong Hash { get; } = PartitionHash.Of(partition);

    public AttributeValue Partition { get; } = partition;

    public AttributeValue? Sort { get; } = sort;

    /// <summary>The table's key of an index row.</summary>
    public RowKey? TableKey { get; } = tableKey;

    /// <summary>Orders by what the index or table itself sorts by, ties of an index left open.</summary>
    public int ComparePrefix(ulong hash, AttributeValue partition, AttributeValue? sort)
    {
        var order = Hash.CompareTo(hash);
        if (order == 0)
            order = AttributeValue.Compare(Partition, partition) ?? 0;
        if (order == 0 && Sort is not null && sort is not null)
            order = AttributeValue.Compare(Sort, sort) ?? 0;
        return order;
    }

    public int CompareTo(RowKey? other)
    {
        if (other is null)
            return 1;
        var order = ComparePrefix(other.Hash, other.Partition, other.Sort);
        return order != 0 || TableKey is null ? order : TableKey.CompareTo(other.TableKey);
    }

    public bool Equals(RowKey? other) => other is not null && CompareTo(other) == 0;

    public override bool Equals(object? obj) => Equals(obj as RowKey);

    public override int GetHashCode() => HashCode.Combine(Hash, Sort);
}
