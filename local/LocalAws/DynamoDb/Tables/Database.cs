using System.Collections.Concurrent;
using WebhookSystem.LocalAws.DynamoDb.Kept;
using WebhookSystem.LocalAws.DynamoDb.Operations.Writing;
using WebhookSystem.LocalAws.DynamoDb.Streams;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Tables;

/// <summary>
/// All tables. Every change of an item goes through <see cref="Commit"/>, every change of a declaration through
/// <see cref="Create"/>, <see cref="Redefine"/>, <see cref="SwitchStream"/>, <see cref="SplitShard"/> and
/// <see cref="Drop"/>: there they are journalled.
/// </summary>
internal sealed class Database(StreamCatalog streams, TableLog log, Doorbell doorbell, TimeProvider time)
{
    private const string ArnPrefix = "arn:aws:dynamodb:us-east-1:000000000000:table/";

    private const int NameLengthMin = 3;
    private const int NameLengthMax = 255;

    private readonly ConcurrentDictionary<string, Table> _tables = new(StringComparer.Ordinal);

    /// <summary>Held while a table comes or goes. Who needs tables' gates as well enters those first.</summary>
    public Lock Declaring { get; } = new();

    public IEnumerable<Table> Tables => _tables.Values;

    public static string ArnOf(string tableName) => ArnPrefix + tableName;

    /// <summary>The table of that name or ARN, or null.</summary>
    public Table? TryFind(string nameOrArn) => _tables.GetValueOrDefault(
        nameOrArn.StartsWith(ArnPrefix, StringComparison.Ordinal) ? nameOrArn[ArnPrefix.Length..] : nameOrArn);

    public Table Find(string nameOrArn) => TryFind(nameOrArn) ?? throw NotFound(nameOrArn, null);

    /// <summary>As <see cref="Find"/>, with the refusal of operations on the table itself, which names it.</summary>
    public Table FindNamed(string nameOrArn) =>
        TryFind(nameOrArn) ?? throw NotFound(nameOrArn, $"Table: {nameOrArn} not found");

    private static AwsException NotFound(string nameOrArn, string? detail)
    {
        var isName = nameOrArn.Length is >= NameLengthMin and <= NameLengthMax
            && nameOrArn.All(static unit => char.IsAsciiLetterOrDigit(unit) || unit is '_' or '-' or '.');
        return isName || nameOrArn.StartsWith("arn:", StringComparison.Ordinal) ? Refusals.NotFound(detail)
            : Refusals.Validation("Invalid table/index name.  Table/index names must be between 3 and 255 characters "
                + "long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'");
    }

    public Table Create(TableDefinition definition, StreamViewType? streamView)
    {
        var table = new Table(definition);
        lock (table.Gate)
        lock (Declaring)
        {
            // Whoever finds the table now waits until it is declared in full.
            if (!_tables.TryAdd(definition.Name, table))
                throw new AwsException("ResourceInUseException", $"Table already exists: {definition.Name}");
            if (streamView is { } view)
                table.Stream = streams.Open(table, view, time.GetUtcNow());
            log.Declared(table);
        }

        return table;
    }

    public void Redefine(Table table, TableDefinition definition)
    {
        table.Redefine(definition);
        log.Declared(table);
    }

    /// <summary>Opens a new stream for the table, or closes the one it has.</summary>
    public void SwitchStream(Table table, StreamViewType? view)
    {
        if (view is { } wanted)
            table.Stream = streams.Open(table, wanted, time.GetUtcNow());
        else
            CloseStream(table);
        log.Declared(table);
    }

    /// <summary>Splits a shard of the table's stream in two.</summary>
    public (Shard Lower, Shard Upper) SplitShard(Table table, string shardId)
    {
        lock (table.Gate)
        {
            var halves = table.Stream!.Split(shardId);
            log.Declared(table);
            doorbell.Ring(Doorbell.DoorOf(table.Stream.Arn, shardId));
            return halves;
        }
    }

    public void Drop(Table table)
    {
        lock (Declaring)
        {
            if (!_tables.TryRemove(KeyValuePair.Create(table.Definition.Name, table)))
                return;
            CloseStream(table);
            log.Dropped(table);
        }
    }

    /// <summary>Makes changes true, all at one instant. The caller holds the gate of every table concerned.</summary>
    public void Commit(params ReadOnlySpan<Change> changes) => Commit(changes, null);

    /// <param name="token">Under which the changes were asked for, to be remembered with them.</param>
    public void Commit(ReadOnlySpan<Change> changes, TransactionTokens.Use? token)
    {
        var now = time.GetUtcNow();
        foreach (var change in changes)
            change.Table.Apply(change, now);
        log.Changed(changes, token, now);
        foreach (var change in changes)
        {
            if (!change.IsSilent && change.Table.Stream is { } stream && stream.ShardOf(change.Key.Hash) is { } shard)
                doorbell.Ring(Doorbell.DoorOf(stream.Arn, shard.Id));
        }
    }

    public Table? TryFindId(Guid id) => _tables.Values.FirstOrDefault(table => table.Definition.Id == id);

    public Table FindId(Guid id) => TryFindId(id) ?? throw new InvalidDataException($"Table {id} is missing.");

    /// <summary>Declares a table again as it was, for the first time or anew.</summary>
    public void Restore(TableDefinition definition, TableStream? stream)
    {
        var table = TryFindId(definition.Id) ?? _tables.GetOrAdd(definition.Name, new Table(definition));
        table.Redefine(definition);
        table.Stream = stream;
    }

    public void Forget(Guid id)
    {
        if (TryFindId(id) is { } table)
            _tables.TryRemove(table.Definition.Name, out _);
    }

    /// <summary>Whoever waits for more of its shards hears that there is none.</summary>
    private void CloseStream(Table table)
    {
        if (table.Stream is not { } stream)
            return;
        foreach (var shard in stream.Close())
            doorbell.Ring(Doorbell.DoorOf(stream.Arn, shard.Id));
    }
}
