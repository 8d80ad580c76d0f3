using WebhookSystem.LocalAws.DynamoDb.Streams;

namespace WebhookSystem.LocalAws.DynamoDb.Tables;

/// <summary>
/// A table's rows, its indexes, what is to expire, and its stream. All but the gate is guarded by the gate.
/// </summary>
internal sealed class Table
{
    private static readonly TimeSpan OldestExpiry = TimeSpan.FromDays(5 * 365);

    // Replaced, never changed in place: requests are checked against it before they take the gate.
    private volatile SecondaryIndex[] _indexes;
    private readonly SortedSet<(long Expiry, RowKey? Key)> _expiries = [];

    public Table(TableDefinition definition)
    {
        Definition = definition;
        _indexes = [.. definition.Indexes.Select(index => new SecondaryIndex(index, definition.Schema))];
    }

    /// <summary>Held for as long as an operation looks at or changes the table.</summary>
    public Lock Gate { get; } = new();

    public TableDefinition Definition { get; private set; }

    /// <summary>The latest stream, which may be disabled; null where there has never been one.</summary>
    public TableStream? Stream { get; set; }

    public IReadOnlyList<SecondaryIndex> Indexes => _indexes;

    public SortedRows Rows { get; } = new();

    public long Bytes { get; private set; }

    public KeySchema Schema => Definition.Schema;

    public Row? Find(RowKey key) => Rows.Find(key);

    public SecondaryIndex IndexNamed(string name) => Array.Find(_indexes, index => index.Definition.Name == name)
        ?? throw Refusals.Validation($"The table does not have the specified index: {name}");

    /// <summary>Replaces the declaration; new indexes are filled, dropped ones forgotten.</summary>
    public void Redefine(TableDefinition definition)
    {
        var timeToLiveChanged = Definition.TimeToLiveAttribute != definition.TimeToLiveAttribute;
        Definition = definition;
        _indexes = [.. definition.Indexes.Select(IndexOf)];
        if (timeToLiveChanged)
            CollectExpiries();
    }

    /// <summary>Makes the change true of rows, indexes, expiries and stream. Called by the database alone.</summary>
    public void Apply(Change change, DateTimeOffset now)
    {
        if (change.After is { } after)
            Rows.Put(new(change.Key, after));
        else
            Rows.Remove(change.Key);
        Bytes += (change.After?.Size ?? 0) - (change.Before?.Size ?? 0);

        foreach (var index in _indexes)
            index.Apply(change);
        Reschedule(change);
        if (!change.IsSilent)
            Stream?.Append(change, now);
    }

    /// <summary>Puts a row as it was, without a change of it.</summary>
    public void Restore(Row row)
    {
        var change = new Change(this, row.Key, null, row.Item, ChangeOrigin.Request);
        Rows.Put(row);
        Bytes += row.Item.Size;
        foreach (var index in _indexes)
            index.Apply(change);
        Reschedule(change);
    }

    /// <summary>
    /// The rows whose time to live has run out. One that lies years back is taken for a mistake and stays.
    /// </summary>
    public IEnumerable<Row> Expired(DateTimeOffset now)
    {
        var oldest = (now - OldestExpiry).ToUnixTimeSeconds();
        return _expiries
            .GetViewBetween((oldest, null), (now.ToUnixTimeSeconds() + 1, null))
            .Select(entry => Rows.Find(entry.Key!)!);
    }

    private SecondaryIndex IndexOf(IndexDefinition definition)
    {
        if (Array.Find(_indexes, index => index.Definition.Name == definition.Name) is { } known)
            return known;
        var index = new SecondaryIndex(definition, Schema);
        foreach (var row in Rows.Ascending(static _ => false))
            index.Apply(new(this, row.Key, null, row.Item, ChangeOrigin.Request));
        return index;
    }

    private void Reschedule(Change change)
    {
        var (before, after) = (ExpiryOf(change.Before), ExpiryOf(change.After));
        if (before == after)
            return;
        if (before is { } old)
            _expiries.Remove((old, change.Key));
        if (after is { } expiry)
            _expiries.Add((expiry, change.Key));
    }

    private void CollectExpiries()
    {
        _expiries.Clear();
        foreach (var row in Rows.Ascending(static _ => false))
        {
            if (ExpiryOf(row.Item) is { } expiry)
                _expiries.Add((expiry, row.Key));
        }
    }

    private long? ExpiryOf(Values.Item? item) =>
        Definition.TimeToLiveAttribute is { } attribute && item?[attribute] is Values.NumberValue number
            ? number.Number.ToWholeNumber()
            : null;
}
