using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Writing;

internal sealed class TransactWriteItems(Database database, TransactionTokens tokens) : IOperation
{
    private const int ActionsMax = 100;
    private const int BytesMax = 4 * 1024 * 1024;

    public string Name => "TransactWriteItems";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var capacity = new ConsumedCapacity(input, isTransaction: true);
        var actions = Parse(input);
        var changes = Write(actions, input, capacity);

        output.WriteStartObject();
        capacity.WriteAll(output);
        if (input.OneOf("ReturnItemCollectionMetrics", "NONE", "SIZE", "NONE") == "SIZE")
            WriteCollectionMetrics(output, changes);
        output.WriteEndObject();
    }

    private Change[] Write(List<WriteAction> actions, JsonElement input, ConsumedCapacity capacity)
    {
        var use = tokens.Read(input);
        using var gates = TableGates.Enter(actions.Select(static action => action.Table));
        lock (tokens)
        {
            if (use is not null && tokens.IsReplay(use))
            {
                foreach (var action in actions)
                    capacity.AddRead(
                        action.Table, null, Capacity.ReadUnits(action.Table.Find(action.Key)?.Item.Size ?? 0, true));
                return [];
            }

            var changes = TransactionOutcome.Require(actions);
            Change[] made = [.. actions.Zip(changes)
                .Where(static pair => pair.First is not CheckAction).Select(static pair => pair.Second)];
            database.Commit(made, use);
            foreach (var change in changes)
                capacity.AddWrite(change);
            if (use is not null)
                tokens.Remember(use);
            return changes;
        }
    }

    private List<WriteAction> Parse(JsonElement input)
    {
        var requests = input.Array("TransactItems").ToList();
        if (requests.Count is 0 or > ActionsMax)
        {
            throw Refusals.Constraint(requests.Count == 0 ? "[]" : "[...]", "transactItems", requests.Count == 0
                ? "Member must have length greater than or equal to 1"
                : "Member must have length less than or equal to 100");
        }

        var actions = ParseActions(requests);
        if (actions.Sum(static action => (long)action.ItemBytes) > BytesMax)
            throw Refusals.Validation("Transaction payload size cannot exceed 4 MB");
        return actions.DistinctBy(static action => (action.Table, action.Key)).Count() == actions.Count
            ? actions
            : throw Refusals.Validation("Transaction request cannot include multiple operations on one item");
    }

    /// <summary>All actions; or, where one does not fit its table, a cancellation that tells of the first.</summary>
    private List<WriteAction> ParseActions(List<JsonElement> requests)
    {
        List<WriteAction> actions = [];
        var refusals = new AwsException?[requests.Count];
        for (var i = 0; i < requests.Count; i++)
        {
            try
            {
                actions.Add(ParseAction(requests[i]));
            }
            catch (AwsException refusal) when (refusal.IsMismatch)
            {
                refusals[i] = Array.TrueForAll(refusals, static one => one is null) ? refusal : null;
            }
        }

        return actions.Count == requests.Count ? actions : throw TransactionOutcome.Mismatched(refusals);
    }

    private WriteAction ParseAction(JsonElement request)
    {
        var given = request.EnumerateMembers().ToList();
        if (given is not [var action])
            throw Refusals.Validation("TransactItems can only contain one of Check, Put, Update or Delete");

        return action.Name switch
        {
            "Put" => PutAction.Read(action.Value)(database),
            "Update" => UpdateItemAction.Read(action.Value)(database),
            "Delete" => DeleteAction.Read(action.Value)(database),
            "ConditionCheck" => CheckAction.Parse(database, action.Value),
            _ => throw Refusals.Validation("TransactItems can only contain one of Check, Put, Update or Delete"),
        };
    }

    private static void WriteCollectionMetrics(Utf8JsonWriter output, Change[] changes)
    {
        output.WriteStartObject("ItemCollectionMetrics"u8);
        var indexed = changes.Where(static change =>
            change.Table.Indexes.Any(static index => !index.Definition.IsGlobal));
        foreach (var table in indexed.GroupBy(static change => change.Table))
        {
            output.WriteStartArray(table.Key.Definition.Name);
            foreach (var change in table)
                CollectionMetrics.Write(output, change.Table, change.Key);
            output.WriteEndArray();
        }

        output.WriteEndObject();
    }
}
