using System.Text.Json.Nodes;

namespace WebhookSystem.LocalAws.Tests.DynamoDb.Differential;

/// <summary>A table's changes as its stream tells them, item by item, for comparing.</summary>
internal static class StreamReading
{
    public static async Task<string> ReadAsync(Wire server, string table)
    {
        var described = await server.SendAsync(TestTable.Describe(table));
        var stream = described.Body["Table"]!["LatestStreamArn"]!.GetValue<string>();
        var shards = (await server.SendAsync(new("DescribeStream", new() { ["StreamArn"] = stream })))
            .Body["StreamDescription"]!["Shards"]!.AsArray();
        List<JsonNode> changes = [];
        foreach (var shard in shards)
            changes.AddRange(await ReadAsync(server, stream, shard!["ShardId"]!.GetValue<string>()));

        return string.Join("\n", changes
            .GroupBy(static change => change["Keys"]!.ToJsonString())
            .OrderBy(static item => item.Key, StringComparer.Ordinal)
            .SelectMany(static item => WithoutMotoFaults(item).Select(static change => change.ToJsonString())));
    }

    /// <summary>
    /// With moto a write that changes nothing is an event, and an update that makes an item is two: the key's insertion
    /// and a modification. With AWS the first is none and the second is one insertion:
    /// https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/Streams.html
    /// </summary>
    private static IEnumerable<JsonNode> WithoutMotoFaults(IEnumerable<JsonNode> changes)
    {
        JsonNode? bare = null;
        foreach (var change in changes.Where(static one => !JsonNode.DeepEquals(one["OldImage"], one["NewImage"])))
        {
            var isBare = JsonNode.DeepEquals(change["NewImage"], change["Keys"]);
            if (isBare && change["OldImage"] is null)
            {
                bare = change;
                continue;
            }

            if (bare is not null && change["NewImage"] is { } image)
            {
                bare["NewImage"] = image.DeepClone();
                yield return bare;
            }
            else
            {
                if (bare is not null)
                    yield return bare;
                yield return change;
            }

            bare = null;
        }

        if (bare is not null)
            yield return bare;
    }

    private static async Task<IEnumerable<JsonNode>> ReadAsync(Wire server, string stream, string shard)
    {
        var iterator = await server.SendAsync(new("GetShardIterator", new()
        {
            ["StreamArn"] = stream,
            ["ShardId"] = shard,
            ["ShardIteratorType"] = "TRIM_HORIZON",
        }));
        var call = new Call("GetRecords", new() { ["ShardIterator"] = iterator.Body["ShardIterator"]!.DeepClone() });
        var page = await server.SendAsync(call);
        return page.Body["Records"]!.AsArray().Select(static record => Normalised.Of(new JsonObject
        {
            ["eventName"] = record!["eventName"]!.DeepClone(),
            ["Keys"] = record["dynamodb"]!["Keys"]!.DeepClone(),
            ["OldImage"] = record["dynamodb"]!["OldImage"]?.DeepClone(),
            ["NewImage"] = record["dynamodb"]!["NewImage"]?.DeepClone(),
        }));
    }
}
