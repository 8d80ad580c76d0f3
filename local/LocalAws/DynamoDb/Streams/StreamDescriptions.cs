using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Operations.Declaring;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Streams;

/// <summary>Writes the answers of ListStreams and DescribeStream.</summary>
internal static class StreamDescriptions
{
    private const int PageMax = 100;

    public static void WriteList(JsonElement input, Utf8JsonWriter output, IReadOnlyList<TableStream> streams)
    {
        var limit = ReadLimit(input);
        var tableName = input.Text("TableName");
        var after = input.Text("ExclusiveStartStreamArn") ?? "";
        var found = streams
            .Where(stream => tableName is null || stream.TableName == tableName)
            .Where(stream => string.CompareOrdinal(stream.Arn, after) > 0)
            .ToList();

        output.WriteStartObject();
        output.WriteStartArray("Streams"u8);
        foreach (var stream in found.Take(limit))
        {
            output.WriteStartObject();
            output.WriteString("StreamArn"u8, stream.Arn);
            output.WriteString("TableName"u8, stream.TableName);
            output.WriteString("StreamLabel"u8, stream.Label);
            output.WriteEndObject();
        }

        output.WriteEndArray();
        if (found.Count > limit)
            output.WriteString("LastEvaluatedStreamArn"u8, found[limit - 1].Arn);
        output.WriteEndObject();
    }

    public static void WriteOne(JsonElement input, Utf8JsonWriter output, TableStream stream)
    {
        var limit = ReadLimit(input);
        var after = input.Text("ExclusiveStartShardId");
        var shards = stream.Shards.AsEnumerable();
        if (after is not null)
            shards = shards.SkipWhile(shard => shard.Id != after).Skip(1);
        var found = shards.ToList();

        output.WriteStartObject();
        output.WriteStartObject("StreamDescription"u8);
        output.WriteString("StreamArn"u8, stream.Arn);
        output.WriteString("StreamLabel"u8, stream.Label);
        output.WriteString("StreamStatus"u8, stream.IsOpen ? "ENABLED"u8 : "DISABLED"u8);
        output.WriteString("StreamViewType"u8, stream.View.ToWire());
        output.WriteString("TableName"u8, stream.TableName);
        TableDescriptionWriter.WriteInstant(output, "CreationRequestDateTime", stream.Created);
        TableDescriptionWriter.WriteSchema(output, stream.Schema);
        output.WriteStartArray("Shards"u8);
        foreach (var shard in found.Take(limit))
            WriteShard(output, shard);
        output.WriteEndArray();
        if (found.Count > limit)
            output.WriteString("LastEvaluatedShardId"u8, found[limit - 1].Id);
        output.WriteEndObject();
        output.WriteEndObject();
    }

    private static void WriteShard(Utf8JsonWriter output, Shard shard)
    {
        output.WriteStartObject();
        output.WriteString("ShardId"u8, shard.Id);
        if (shard.ParentId is not null)
            output.WriteString("ParentShardId"u8, shard.ParentId);
        output.WriteStartObject("SequenceNumberRange"u8);
        output.WriteString("StartingSequenceNumber"u8, shard.Start.ToString());
        if (shard.End is { } end)
            output.WriteString("EndingSequenceNumber"u8, end.ToString());
        output.WriteEndObject();
        output.WriteEndObject();
    }

    private static int ReadLimit(JsonElement input) => input.Whole("Limit") switch
    {
        null => PageMax,
        { } limit and < 1 => throw Refusals.Constraint(
            limit.ToString(), "limit", "Member must have value greater than or equal to 1"),
        { } limit and > PageMax => throw Refusals.Constraint(
            limit.ToString(), "limit", "Member must have value less than or equal to 100"),
        { } limit => (int)limit,
    };
}
