using WebhookSystem.LocalAws.DynamoDb.Operations.Writing;
using WebhookSystem.LocalAws.DynamoDb.Streams;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Keep;

namespace WebhookSystem.LocalAws.DynamoDb.Kept;

/// <summary>What can happen to tables. Numbers on disk: they never change their meaning.</summary>
internal enum TableEntry : byte
{
    Declared = 1,
    Dropped = 2,

    /// <summary>A stream's shards; its records follow from the changes.</summary>
    Stream = 3,
    Changed = 4,
    Token = 5,

    /// <summary>In snapshots only: a row without a change, a stream's record without one.</summary>
    Row = 6,
    Record = 7,
}

/// <summary>Notes what happens to tables, for the journal. Called under the gates of the tables concerned.</summary>
internal sealed class TableLog(Journal journal)
{
    [ThreadStatic]
    private static EntryWriter? _record;

    public void Declared(Table table)
    {
        if (!journal.IsKept)
            return;
        var record = Begin();
        if (table.Stream is { } stream)
            record.Stream(stream.State());
        record.Table(TableState.Of(table));
        Append(record);
    }

    public void Dropped(Table table)
    {
        if (!journal.IsKept)
            return;
        var record = Begin().Byte((byte)TableEntry.Dropped).Id(table.Definition.Id);
        if (table.Stream is { } stream)
            record.Stream(stream.State());
        Append(record);
    }

    /// <summary>Changes that are true together are one record, and so is the token that they were made under.</summary>
    public void Changed(ReadOnlySpan<Change> changes, TransactionTokens.Use? token, DateTimeOffset now)
    {
        if (!journal.IsKept || (changes.IsEmpty && token is null))
            return;
        var record = Begin();
        foreach (var change in changes)
        {
            record.Byte((byte)TableEntry.Changed).Id(change.Table.Definition.Id).Time(now).Byte((byte)change.Origin);
            record.ItemOrNone(change.After);
            if (change.After is null)
                record.Item(KeyOf(change));
        }

        if (token is not null)
            record.Token(token);
        Append(record);
    }

    private static Item KeyOf(Change change)
    {
        var schema = change.Table.Schema;
        var key = Item.Empty.With(schema.Partition.Name, change.Key.Partition);
        return schema.Sort is null ? key : key.With(schema.Sort.Name, change.Key.Sort!);
    }

    private static EntryWriter Begin()
    {
        var record = _record ??= new();
        record.Clear();
        return record;
    }

    private void Append(EntryWriter record) => journal.Append(KeptService.DynamoDb, record.Written);
}
