using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Operations.Writing;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Reading;

internal sealed class TransactGetItems(Database database) : IOperation
{
    private const int ItemsMax = 100;

    public string Name => "TransactGetItems";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var capacity = new ConsumedCapacity(input, isTransaction: true);
        var reads = Parse(input);
        var found = Find(reads);
        TransactionOutcome.RequireWithin(found);

        output.WriteStartObject();
        output.WriteStartArray("Responses"u8);
        for (var i = 0; i < reads.Count; i++)
        {
            capacity.AddRead(reads[i].Table, null, Capacity.ReadUnits(found[i]?.Size ?? 0, isConsistent: true));
            output.WriteStartObject();
            if (found[i] is { } item)
            {
                output.WritePropertyName("Item"u8);
                reads[i].Shown(item).Write(output);
            }

            output.WriteEndObject();
        }

        output.WriteEndArray();
        capacity.WriteAll(output);
        output.WriteEndObject();
    }

    private static List<Item?> Find(List<ItemRead> reads)
    {
        using var gates = TableGates.Enter(reads.Select(static read => read.Table));
        return reads.ConvertAll(static read => read.Table.Find(read.Key)?.Item);
    }

    private List<ItemRead> Parse(JsonElement input)
    {
        var actions = input.Array("TransactItems").ToList();
        if (actions.Count is 0 or > ItemsMax)
        {
            throw Refusals.Constraint(actions.Count == 0 ? "[]" : "[...]", "transactItems", actions.Count == 0
                ? "Member must have length greater than or equal to 1"
                : "Member must have length less than or equal to 100");
        }

        return actions.ConvertAll(action => ItemRead.Parse(database, action.Member("Get")
            ?? throw Refusals.Constraint(null, "transactItems.1.member.get", "Member must not be null")));
    }
}
