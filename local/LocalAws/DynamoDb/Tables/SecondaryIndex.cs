using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Tables;

/// <summary>An index and its rows: those items that have its key, in its order.</summary>
internal sealed class SecondaryIndex
{
    private readonly HashSet<string>? _projected;

    public SecondaryIndex(IndexDefinition definition, KeySchema table)
    {
        Definition = definition;
        if (definition.Projection == ProjectionType.All)
            return;
        _projected = [.. table.Attributes.Concat(definition.Schema.Attributes).Select(static a => a.Name)];
        if (definition.Projection == ProjectionType.Include)
            _projected.UnionWith(definition.NonKeyAttributes);
    }

    public IndexDefinition Definition { get; }

    public SortedRows Rows { get; } = new();

    public long Bytes { get; private set; }

    public bool Projects(string attribute) => _projected is null || _projected.Contains(attribute);

    public Item Project(Item item) => _projected is null ? item : item.Only(_projected);

    public void Apply(Change change)
    {
        var before = KeyOf(change.Before, change.Key);
        var after = KeyOf(change.After, change.Key);
        if (before is not null && !before.Equals(after))
            Rows.Remove(before);
        if (after is not null)
            Rows.Put(new(after, change.After!));
        Bytes += SizeOf(after, change.After) - SizeOf(before, change.Before);
    }

    /// <summary>
    /// Write units the change costs here: a moved entry is deleted and put anew, an untouched one is free.
    /// </summary>
    public double WriteUnits(Change change)
    {
        var before = KeyOf(change.Before, change.Key);
        var after = KeyOf(change.After, change.Key);
        if (before is null || after is null)
            return (before is null ? 0 : Units(change.Before!)) + (after is null ? 0 : Units(change.After!));
        if (!before.Equals(after))
            return Units(change.Before!) + Units(change.After!);

        var (old, now) = (Project(change.Before!), Project(change.After!));
        return old.Equals(now) ? 0 : Capacity.WriteUnits(Math.Max(old.Size, now.Size));
    }

    private int SizeOf(RowKey? key, Item? item) => key is null ? 0 : Project(item!).Size;

    private double Units(Item item) => Capacity.WriteUnits(Project(item).Size);

    private RowKey? KeyOf(Item? item, RowKey key) => item is null ? null : Definition.Schema.OfIndexed(item, key);
}
