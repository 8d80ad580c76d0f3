using WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Expressions.Keys;

/// <summary>What a query asks of the key: one partition, and a range of its sort keys or all of them.</summary>
internal sealed record KeyCondition(AttributeValue Partition, SortRange? Sort)
{
    private const string Kind = "KeyConditionExpression";

    private readonly ulong _hash = PartitionHash.Of(Partition);

    /// <summary>Takes a parsed condition apart against the key of the table or index that is queried.</summary>
    public static KeyCondition From(Condition condition, KeySchema schema)
    {
        Dictionary<string, SortRange> ranges = new(StringComparer.Ordinal);
        Collect(condition, ranges);
        if (ranges.Count > 1 && schema.Sort is null)
            throw Refusals.Validation("Query key condition not supported");
        var partition = RangeOf(schema.Partition, ranges)
            ?? throw Refusals.Validation($"Query condition missed key schema element: {schema.Partition.Name}");
        if (partition is not SortRange.Compared { Comparator: Comparator.Equal, Bound: var value })
            throw Refusals.Validation("Query key condition not supported");
        var sort = schema.Sort is null ? null : RangeOf(schema.Sort, ranges);
        if (sort is null && ranges.Count > 1)
            throw Refusals.Validation($"Query condition missed key schema element: {schema.Sort!.Name}");
        return new(value, sort);
    }

    /// <summary>Where the row stands to the wanted ones: negative before, 0 among, positive behind them.</summary>
    public int Place(RowKey row)
    {
        var order = row.ComparePrefix(_hash, Partition, null);
        return order != 0 || Sort is null ? order : Sort.Place(row.Sort!);
    }

    private static void Collect(Condition condition, Dictionary<string, SortRange> ranges)
    {
        if (condition is Condition.All all)
        {
            Collect(all.Left, ranges);
            Collect(all.Right, ranges);
            return;
        }

        var (attribute, range) = KeyConditionPart.Read(condition);
        if (!ranges.TryAdd(attribute, range))
            throw Refusals.Validation($"{Kind}s must only contain one condition per key");
        if (ranges.Count > 2)
            throw Refusals.Validation("Conditions can be of length 1 or 2 only");
    }

    private static SortRange? RangeOf(KeyAttribute attribute, Dictionary<string, SortRange> ranges)
    {
        var range = ranges.GetValueOrDefault(attribute.Name);
        foreach (var value in range?.Bounds ?? [])
        {
            if (value.Type != attribute.Type)
                throw Refusals.Invalid("Condition parameter type does not match schema type");
            if (value.IsEmpty)
                throw Refusals.EmptyKey(value, attribute.Name);
        }

        return range;
    }
}
