using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Operations.Declaring;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Streams;

/// <summary>Writes the answers of ListStreams and DescribeStream.</summary>
internal static class StreamDescriptions
{
    private const int PageMax = 100;
    private const int ArnLengthMin = 37;
    private const int ShardIdLengthMin = 28;

    public static void WriteList(JsonElement input, Utf8JsonWriter output, IReadOnlyList<TableStream> streams)
    {
        var limit = ReadLimit(input);
        var tableName = input.Text("TableName");
        var after = input.Text("ExclusiveStartStreamArn") is { } arn ? RequireArn(arn) : "";
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
        var shards = ReadParent(input) is { } parent
            ? stream.Shards.Where(shard => shard.ParentId == parent) : stream.Shards;
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

    /// <summary>A stream's name must look like one before it is looked for.</summary>
    public static string RequireArn(string arn)
    {
        if (arn.Length < ArnLengthMin)
        {
            throw Refusals.Constraint(
                arn, "streamArn", $"Member must have length greater than or equal to {ArnLengthMin}");
        }

        return arn.Split('/') is [['a', 'r', 'n', ':', ..], _, "stream", _] ? arn
            : throw Refusals.Validation($"Invalid StreamArn: {arn}");
    }

    /// <summary>The shard whose children alone are asked for; null for all shards.</summary>
    private static string? ReadParent(JsonElement input)
    {
        if (input.Member("ShardFilter") is not { } filter)
            return null;
        if (filter.Text("Type") is not "CHILD_SHARDS" and var type)
        {
            throw Refusals.Constraint(type, "shardFilter.type", type is null
                ? "Member must not be null" : "Member must satisfy enum value set: [CHILD_SHARDS]");
        }

        var shard = filter.Text("ShardId");
        return shard is { Length: >= ShardIdLengthMin } ? shard
            : throw Refusals.Constraint(shard, "shardFilter.shardId", shard is null
                ? "Member must not be null"
                : $"Member must have length greater than or equal to {ShardIdLengthMin}");
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
