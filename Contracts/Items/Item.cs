using System.Globalization;

namespace WebhookSystem.Contracts.Items;

/// <summary>One item of the table, being written or just read.</summary>
public sealed class Item : Dictionary<string, ItemValue>
{
    public Item()
        : base(StringComparer.Ordinal)
    {
    }

    public Item(string partitionKey, string sortKey)
        : this()
    {
        this[Topology.Table.PartitionKey] = ItemValue.OfText(partitionKey);
        this[Topology.Table.SortKey] = ItemValue.OfText(sortKey);
    }

    public string PartitionKey => Text(Topology.Table.PartitionKey);

    public string SortKey => Text(Topology.Table.SortKey);

    /// <summary>Sets the attribute, unless there is nothing to set.</summary>
    public void SetText(string name, string? text)
    {
        if (text is not null)
            this[name] = ItemValue.OfText(text);
    }

    public void SetWhole(string name, long value) => this[name] = ItemValue.OfNumber(value);

    /// <exception cref="ItemException">The attribute is absent or no string.</exception>
    public string Text(string name) => TextOrNull(name) ?? throw new ItemException(this, name, "is missing");

    public string? TextOrNull(string name)
    {
        if (!TryGetValue(name, out var value))
            return null;
        return value.Kind == ItemValueKind.Text ? value.Text : throw new ItemException(this, name, "is no string");
    }

    /// <exception cref="ItemException">The attribute is absent or no whole number.</exception>
    public long Whole(string name)
    {
        if (!TryGetValue(name, out var value))
            throw new ItemException(this, name, "is missing");
        return value.Kind == ItemValueKind.Number
            && long.TryParse(value.Text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            ? whole
            : throw new ItemException(this, name, "is no whole number");
    }

    public long WholeOr(string name, long otherwise) => ContainsKey(name) ? Whole(name) : otherwise;

    /// <exception cref="ItemException">The attribute is absent or no instant.</exception>
    public DateTimeOffset Instant(string name) =>
        DateTimeOffset.TryParse(Text(name), CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out var instant)
            ? instant
            : throw new ItemException(this, name, "is no instant");

    public void SetInstant(string name, DateTimeOffset instant) =>
        SetText(name, instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));

    public ReadOnlyMemory<byte>? BytesOrNull(string name)
    {
        if (!TryGetValue(name, out var value))
            return null;
        return value.Kind == ItemValueKind.Bytes ? value.Bytes : throw new ItemException(this, name, "is not binary");
    }
}

/// <summary>An item of the table is not what its sort key says: it was written by something else, or damaged.</summary>
public sealed class ItemException(Item item, string attribute, string fault) : Exception(
    $"Attribute '{attribute}' of the item '{item.GetValueOrDefault(Topology.Table.PartitionKey).Text}', "
    + $"'{item.GetValueOrDefault(Topology.Table.SortKey).Text}' {fault}.");
