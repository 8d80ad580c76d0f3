using WebhookSystem.LocalAws.DynamoDb.Operations.Writing;
using WebhookSystem.LocalAws.DynamoDb.Streams;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.Keep;

namespace WebhookSystem.LocalAws.DynamoDb.Kept;

/// <summary>DynamoDB's state, as the log sees it.</summary>
internal sealed class KeptTables(Database database, StreamCatalog streams, TransactionTokens tokens) : IKept
{
    public KeptService Service => KeptService.DynamoDb;

    public IDisposable Hold() => new Held(database);

    public void Replay(EntryReader record)
    {
        switch ((TableEntry)record.Byte())
        {
            case TableEntry.Declared:
                var state = record.Json<TableState>();
                database.Restore(state.Definition, state.StreamArn is { } arn ? streams.Find(arn) : null);
                break;
            case TableEntry.Dropped:
                database.Forget(record.Id());
                break;
            case TableEntry.Stream:
                streams.Restore(record.Json<StreamState>());
                break;
            case TableEntry.Changed:
                Change(record);
                break;
            case TableEntry.Token:
                tokens.Remember(new TransactionTokens.Use(record.Text(), record.Bytes(), record.Time()));
                break;
            case TableEntry.Row:
                PutRow(database.FindId(record.Id()), record);
                break;
            case TableEntry.Record:
                PutRecord(streams.Find(record.Text()), record);
                break;
            default:
                throw new InvalidDataException("A record is of no kind that tables have.");
        }
    }

    public ValueTask ResetAsync(CancellationToken cancellationToken)
    {
        foreach (var table in database.Tables)
        {
            lock (table.Gate)
                database.Drop(table);
        }

        return default;
    }

    public IEnumerable<Action<EntryWriter>> Capture()
    {
        List<(StreamState State, List<StreamRecord> Records)> standing =
            [.. streams.All.Select(static one => one.Stand())];
        List<(TableState State, List<Row> Rows)> tables = [.. database.Tables.Select(static table =>
            (TableState.Of(table), table.Rows.Ascending(static _ => false).ToList()))];
        return Write(standing, tables, tokens.All);
    }

    private static IEnumerable<Action<EntryWriter>> Write(
        List<(StreamState State, List<StreamRecord> Records)> streams, List<(TableState State, List<Row> Rows)> tables,
        IReadOnlyList<TransactionTokens.Use> tokens)
    {
        foreach (var (state, records) in streams)
        {
            yield return output => output.Stream(state);
            foreach (var record in records)
                yield return output => output.Record(state.Arn, record);
        }

        foreach (var (state, rows) in tables)
        {
            yield return output => output.Table(state);
            foreach (var row in rows)
                yield return output => output.Byte((byte)TableEntry.Row).Id(state.Definition.Id).Item(row.Item);
        }

        foreach (var token in tokens)
            yield return output => output.Token(token);
    }

    // A write may have found its table before it was dropped: it is gone with it.
    private void Change(EntryReader record)
    {
        var table = database.TryFindId(record.Id());
        var (at, origin, after) = (record.Time(), (ChangeOrigin)record.Byte(), record.ItemOrNone());
        var key = after ?? record.Item();
        if (table is null)
            return;
        var rowKey = table.Schema.OfItem(key);
        table.Apply(new(table, rowKey, table.Find(rowKey)?.Item, after, origin), at);
    }

    private static void PutRow(Table table, EntryReader record)
    {
        var item = record.Item();
        table.Restore(new(table.Schema.OfItem(item), item));
    }

    private static void PutRecord(TableStream stream, EntryReader record)
    {
        var (number, at) = (new SequenceNumber(record.Number()), record.Time());
        var (name, isExpiry) = (record.Text(), record.Flag());
        stream.Restore(new StreamRecord(
            number, stream.EventIdOf(number), at, record.Item(), record.ItemOrNone(), record.ItemOrNone(), isExpiry)
        {
            EventName = name,
        });
    }

    /// <summary>Every table's gate, and that of declarations, so that none comes or goes.</summary>
    private sealed class Held : IDisposable
    {
        private readonly Database _database;
        private readonly Table[] _tables;

        public Held(Database database)
        {
            _database = database;
            while (true)
            {
                _tables = [.. database.Tables.OrderBy(static table => table.Definition.Id)];
                foreach (var table in _tables)
                    table.Gate.Enter();
                database.Declaring.Enter();
                if (database.Tables.Count() == _tables.Length && database.Tables.All(_tables.Contains))
                    return;
                Dispose();
            }
        }

        public void Dispose()
        {
            _database.Declaring.Exit();
            foreach (var table in _tables)
                table.Gate.Exit();
        }
    }
}
