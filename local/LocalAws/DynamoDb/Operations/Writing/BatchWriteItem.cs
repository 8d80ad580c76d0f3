using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Writing;

internal sealed class BatchWriteItem(Database database) : IOperation
{
    private const int WritesMax = 25;

    public string Name => "BatchWriteItem";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var capacity = new ConsumedCapacity(input);
        foreach (var action in Parse(input))
        {
            lock (action.Table.Gate)
            {
                var change = action.Decide().Change!;
                database.Commit(change);
                capacity.AddWrite(change);
            }
        }

        output.WriteStartObject();
        output.WriteStartObject("UnprocessedItems"u8);
        output.WriteEndObject();
        capacity.WriteAll(output);
        output.WriteEndObject();
    }

    private List<WriteAction> Parse(JsonElement input)
    {
        var tables = input.Member("RequestItems") is { ValueKind: JsonValueKind.Object } items
            ? items.EnumerateObject().ToList()
            : [];
        if (tables.Count == 0)
            throw Refusals.Constraint("{}", "requestItems", "Member must have length greater than or equal to 1");
        foreach (var table in tables.Where(static table => table.Value.AsArray().Count() > WritesMax))
        {
            throw Refusals.Constraint($"{{{table.Name}=[...]}}", "requestItems", "Map value must satisfy constraint: "
                + "[Member must have length less than or equal to 25, "
                + "Member must have length greater than or equal to 1]");
        }

        if (tables.Sum(static table => table.Value.AsArray().Count()) > WritesMax)
            throw Refusals.Validation("Too many items requested for the BatchWriteItem call");
        return [.. tables.SelectMany(ParseTable)];
    }

    private List<WriteAction> ParseTable(JsonProperty requests)
    {
        var table = database.Find(requests.Name);
        List<WriteAction> actions = [.. requests.Value.AsArray().Select(request => ParseRequest(table, request))];
        if (actions.Count == 0)
        {
            throw Refusals.Constraint(
                "[]", $"requestItems.{requests.Name}.member", "Member must have length greater than or equal to 1");
        }

        return actions.DistinctBy(static action => action.Key).Count() == actions.Count
            ? actions
            : throw Refusals.Validation("Provided list of item keys contains duplicates");
    }

    private static WriteAction ParseRequest(Table table, JsonElement request) =>
        (request.Member("PutRequest"), request.Member("DeleteRequest")) switch
        {
            ({ } put, null) => PutAction.InBatch(table, put),
            (null, { } delete) => DeleteAction.InBatch(table, delete),
            _ => throw Refusals.Validation("Supplied AttributeValue has more than one datatypes set, "
                + "must contain exactly one of the supported datatypes"),
        };
}
