using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Legacy;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Parsing;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Reading;

internal sealed class BatchGetItem(Database database) : IOperation
{
    private const int KeysMax = 100;
    private const int AnswerBytesMax = 16 * 1024 * 1024;

    public string Name => "BatchGetItem";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var capacity = new ConsumedCapacity(input);
        var tables = Parse(input);
        var bytes = 0;

        output.WriteStartObject();
        output.WriteStartObject("Responses"u8);
        var unread = new List<(JsonProperty Request, List<ItemRead> Reads)>();
        foreach (var (request, reads) in tables)
        {
            output.WriteStartArray(request.Name);
            var left = WriteFound(reads, output, capacity, ref bytes);
            output.WriteEndArray();
            if (left.Count > 0)
                unread.Add((request, left));
        }

        output.WriteEndObject();
        WriteUnread(output, unread);
        capacity.WriteAll(output);
        output.WriteEndObject();
    }

    private static List<ItemRead> WriteFound(
        List<ItemRead> reads, Utf8JsonWriter output, ConsumedCapacity capacity, ref int bytes)
    {
        for (var i = 0; i < reads.Count; i++)
        {
            var found = reads[i].Find();
            if (bytes + (found?.Size ?? 0) > AnswerBytesMax)
                return reads[i..];

            capacity.AddRead(reads[i].Table, null, reads[i].UnitsOf(found));
            if (found is null)
                continue;
            bytes += found.Size;
            reads[i].Shown(found).Write(output);
        }

        return [];
    }

    private static void WriteUnread(Utf8JsonWriter output, List<(JsonProperty Request, List<ItemRead> Reads)> unread)
    {
        output.WriteStartObject("UnprocessedKeys"u8);
        foreach (var (request, reads) in unread)
        {
            output.WriteStartObject(request.Name);
            foreach (var member in request.Value.EnumerateObject().Where(static member => member.Name != "Keys"))
                member.WriteTo(output);
            output.WriteStartArray("Keys"u8);
            foreach (var key in request.Value.Array("Keys").TakeLast(reads.Count))
                key.WriteTo(output);
            output.WriteEndArray();
            output.WriteEndObject();
        }

        output.WriteEndObject();
    }

    private List<(JsonProperty Request, List<ItemRead> Reads)> Parse(JsonElement input)
    {
        var requests = input.Member("RequestItems") is { ValueKind: JsonValueKind.Object } items
            ? items.EnumerateObject().ToList()
            : [];
        if (requests.Count == 0)
            throw Refusals.Constraint("{}", "requestItems", "Member must have length greater than or equal to 1");

        RequireCount(requests);
        return requests.ConvertAll(request => (request, ParseTable(request)));
    }

    /// <summary>Whatever the tables are: who asks for too much is not told whether they exist.</summary>
    private static void RequireCount(List<JsonProperty> requests)
    {
        var counts = requests.ConvertAll(static request => request.Value.Array("Keys").Count());
        if (counts.FindIndex(static count => count > KeysMax) is >= 0 and var at)
        {
            throw Refusals.Constraint(
                "[...]", $"requestItems.{requests[at].Name}.member.keys",
                $"Member must have length less than or equal to {KeysMax}");
        }

        if (counts.Sum() > KeysMax)
            throw Refusals.Validation("Too many items requested for the BatchGetItem call");
    }

    private List<ItemRead> ParseTable(JsonProperty request)
    {
        var input = request.Value;
        input.RefuseMixedParameters();
        var placeholders = new Placeholders(input, "ProjectionExpression");
        var projection = ProjectionParser.Parse(input.Text("ProjectionExpression"), placeholders)
            ?? LegacyProjection.Read(input);
        placeholders.RequireAllUsed();
        var isConsistent = input.Flag("ConsistentRead") ?? false;
        var table = database.Find(request.Name);
        List<ItemRead> reads = [.. input.Array("Keys").Select(
            key => new ItemRead(table, table.Schema.OfKey(ValueReader.ReadItem(key)), projection, isConsistent))];
        if (reads.Count == 0)
        {
            throw Refusals.Constraint(
                "[]", $"requestItems.{request.Name}.member.keys", "Member must have length greater than or equal to 1");
        }

        return reads.DistinctBy(static read => read.Key).Count() == reads.Count
            ? reads
            : throw Refusals.Validation("Provided list of item keys contains duplicates");
    }
}
