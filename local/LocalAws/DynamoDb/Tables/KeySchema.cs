using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Tables;

/// <summary>A key attribute and its declared type: S, N or B.</summary>
internal sealed record KeyAttribute(string Name, string Type);

/// <summary>The key of a table or of an index.</summary>
internal sealed record KeySchema(KeyAttribute Partition, KeyAttribute? Sort)
{
    private const int PartitionBytesMax = 2048;
    private const int SortBytesMax = 1024;

    public IEnumerable<KeyAttribute> Attributes => Sort is null ? [Partition] : [Partition, Sort];

    public static int BytesMax(bool isSort) => isSort ? SortBytesMax : PartitionBytesMax;

    // The missing blank is AWS's.
    public static Wire.AwsException TooLarge(bool isSort) => Refusals.Invalid(isSort
        ? "Aggregated size of all range keys has exceeded the size limit of 1024 bytes"
        : "Size of hashkey has exceeded the maximum size limit of2048 bytes");

    public bool Has(string attribute) => Partition.Name == attribute || Sort?.Name == attribute;

    /// <summary>The key that a caller gave as such: exactly the key's attributes.</summary>
    public RowKey OfKey(Item key)
    {
        if (key.Count != (Sort is null ? 1 : 2) || Attributes.Any(a => key[a.Name]?.Type != a.Type))
            throw Mismatch();
        return Sized(key);
    }

    /// <summary>The key of an item about to be put.</summary>
    public RowKey OfItem(Item item)
    {
        foreach (var (name, type) in Attributes)
        {
            var value = item[name] ?? throw Refusals.Mismatch(
                $"One or more parameter values were invalid: Missing the key {name} in the item");
            if (value.Type != type)
            {
                throw Refusals.Mismatch("One or more parameter values were invalid: Type mismatch for key "
                    + $"{name} expected: {type} actual: {value.Type}");
            }
        }

        return Sized(item);
    }

    /// <summary>The key of an item put in a batch, where AWS does not say what of it is wrong.</summary>
    public RowKey OfBatched(Item item) =>
        Attributes.Any(a => item[a.Name]?.Type != a.Type) ? throw Mismatch() : OfItem(item);

    /// <summary>The key under which an index shows an item, or null where it does not (a sparse index).</summary>
    public RowKey? OfIndexed(Item item, RowKey tableKey)
    {
        var partition = item[Partition.Name];
        var sort = Sort is null ? null : item[Sort.Name];
        return IsShown(partition, Partition, isSort: false) && (Sort is null || IsShown(sort, Sort, isSort: true))
            ? new RowKey(partition!, sort, tableKey)
            : null;
    }

    /// <summary>An index that was added later passes over what could not have been written with it.</summary>
    private static bool IsShown(AttributeValue? value, KeyAttribute key, bool isSort) =>
        value?.Type == key.Type && !value.IsEmpty && value.Size <= BytesMax(isSort);

    private static Wire.AwsException Mismatch() =>
        Refusals.Mismatch("The provided key element does not match the schema");

    private RowKey Sized(Item item)
    {
        foreach (var (name, _) in Attributes)
        {
            if (item[name] is { IsEmpty: true } value)
                throw Refusals.EmptyKey(value, name);
        }

        var key = new RowKey(item[Partition.Name]!, Sort is null ? null : item[Sort.Name]);
        if (key.Partition.Size > PartitionBytesMax)
            throw TooLarge(isSort: false);
        return key.Sort?.Size > SortBytesMax ? throw TooLarge(isSort: true) : key;
    }
}
