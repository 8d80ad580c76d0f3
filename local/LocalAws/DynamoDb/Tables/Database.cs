using System.Collections.Concurrent;
using WebhookSystem.LocalAws.DynamoDb.Streams;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Tables;

/// <summary>
/// All tables. Every change of an item goes through <see cref="Commit"/>, every change of a declaration through
/// <see cref="Create"/>, <see cref="Redefine"/> and <see cref="Drop"/>: four doors for whoever wants to keep a journal.
/// </summary>
internal sealed class Database(StreamCatalog streams, Doorbell doorbell, TimeProvider time)
{
    private const string ArnPrefix = "arn:aws:dynamodb:us-east-1:000000000000:table/";

    private readonly ConcurrentDictionary<string, Table> _tables = new(StringComparer.Ordinal);

    public IEnumerable<Table> Tables => _tables.Values;

    public static string ArnOf(string tableName) => ArnPrefix + tableName;

    /// <summary>The table of that name or ARN, or null.</summary>
    public Table? TryFind(string nameOrArn) => _tables.GetValueOrDefault(
        nameOrArn.StartsWith(ArnPrefix, StringComparison.Ordinal) ? nameOrArn[ArnPrefix.Length..] : nameOrArn);

    public Table Find(string nameOrArn) => TryFind(nameOrArn) ?? throw Refusals.NotFound();

    /// <summary>As <see cref="Find"/>, with the refusal of operations on the table itself, which names it.</summary>
    public Table FindNamed(string nameOrArn) =>
        TryFind(nameOrArn) ?? throw Refusals.NotFound($"Table: {nameOrArn} not found");

    public Table Create(TableDefinition definition, StreamViewType? streamView)
    {
        var table = new Table(definition);

        // Whoever finds the table before its stream is open waits, so that no change goes by unseen.
        lock (table.Gate)
        {
            if (!_tables.TryAdd(definition.Name, table))
                throw new AwsException("ResourceInUseException", $"Table already exists: {definition.Name}");
            if (streamView is { } view)
                SwitchStream(table, view);
        }

        return table;
    }

    public static void Redefine(Table table, TableDefinition definition) => table.Redefine(definition);

    /// <summary>Opens a new stream for the table, or closes the one it has.</summary>
    public void SwitchStream(Table table, StreamViewType? view)
    {
        if (view is { } wanted)
            table.Stream = streams.Open(table, wanted, time.GetUtcNow());
        else
            table.Stream?.Close();
    }

    public void Drop(Table table)
    {
        if (_tables.TryRemove(KeyValuePair.Create(table.Definition.Name, table)))
            table.Stream?.Close();
    }

    /// <summary>Makes changes true, all at one instant. The caller holds the gate of every table concerned.</summary>
    public void Commit(params ReadOnlySpan<Change> changes)
    {
        var now = time.GetUtcNow();
        foreach (var change in changes)
            change.Table.Apply(change, now);
        foreach (var change in changes)
        {
            if (!change.IsSilent && change.Table.Stream is { IsOpen: true } stream)
                doorbell.Ring(stream.Arn);
        }
    }
}
