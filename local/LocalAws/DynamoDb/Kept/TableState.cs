using WebhookSystem.LocalAws.DynamoDb.Operations.Writing;
using WebhookSystem.LocalAws.DynamoDb.Streams;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.Keep;

namespace WebhookSystem.LocalAws.DynamoDb.Kept;

/// <summary>A table without its rows.</summary>
internal sealed record TableState(TableDefinition Definition, string? StreamArn)
{
    public static TableState Of(Table table) => new(table.Definition, table.Stream?.Arn);
}

/// <summary>A stream without its records.</summary>
internal sealed record StreamState(
    string Arn, string Label, string TableName, StreamViewType View, KeySchema Schema, DateTimeOffset Created,
    DateTimeOffset? ClosedAt, long Next, IReadOnlyList<ShardState> Shards);

internal sealed record ShardState(
    string Id, string? ParentId, ulong FirstHash, ulong LastHash, long Start, long? End, DateTimeOffset? ClosedAt,
    long? Trimmed);

/// <summary>The entries that journal and snapshot share.</summary>
internal static class TableEntries
{
    extension(EntryWriter output)
    {
        public EntryWriter Table(TableState state) => output.Byte((byte)TableEntry.Declared).Json(state);

        public EntryWriter Stream(StreamState state) => output.Byte((byte)TableEntry.Stream).Json(state);

        public EntryWriter Token(TransactionTokens.Use use) =>
            output.Byte((byte)TableEntry.Token).Text(use.Token).Bytes(use.Digest).Time(use.At);

        public EntryWriter Record(string streamArn, StreamRecord record) => output
            .Byte((byte)TableEntry.Record).Text(streamArn).Number(record.Number.Count).Time(record.At)
            .Text(record.EventName).Flag(record.IsExpiry)
            .Item(record.Keys).ItemOrNone(record.Before).ItemOrNone(record.After);
    }
}
