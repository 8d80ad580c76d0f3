using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Ledger;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Writing;

/// <summary>
/// Carries out PutItem, UpdateItem and DeleteItem, which differ in their action and in what they may return.
/// </summary>
internal abstract class SingleWrite(Database database) : IOperation
{
    public abstract string Name { get; }

    protected Database Database { get; } = database;

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var (capacity, returns, metrics, bind) = ReadAll(input);
        var action = bind(Database);
        var change = Write(action);

        capacity.AddWrite(change);
        output.WriteStartObject();
        if (Returned(returns, action, change) is { } attributes)
        {
            output.WritePropertyName("Attributes"u8);
            attributes.Write(output);
        }

        capacity.WriteOne(output);
        if (metrics && change.Table.Indexes.Any(static index => !index.Definition.IsGlobal))
        {
            output.WritePropertyName("ItemCollectionMetrics"u8);
            CollectionMetrics.Write(output, change.Table, change.Key);
        }

        output.WriteEndObject();
    }

    /// <summary>Reads the request as far as it needs no table.</summary>
    protected abstract Func<Database, WriteAction> Read(JsonElement input);

    protected virtual string ReadReturns(JsonElement input) =>
        ReadAnyReturns(input) is var returns and ("NONE" or "ALL_OLD")
            ? returns
            : throw Refusals.Validation("ReturnValues can only be ALL_OLD or NONE");

    // The wrong name in what it says is allowed is AWS's.
    protected static string ReadAnyReturns(JsonElement input) => input.Text("ReturnValues") switch
    {
        null => "NONE",
        ("NONE" or "ALL_OLD" or "ALL_NEW" or "UPDATED_OLD" or "UPDATED_NEW") and var given => given,
        _ => throw Refusals.Validation("Failed to satisfy constraint: Member must satisfy enum value set: "
            + "[ALL_OLD, UPDATED_OLD, ALL_NEW, UPDATE_NEW, NONE]"),
    };

    protected virtual Item? Returned(string returns, WriteAction action, Change change) =>
        returns == "ALL_OLD" ? change.Before : null;

    // Of these three operations alone, AWS counts what is wrong with a request in itself.
    private (ConsumedCapacity Capacity, string Returns, bool Metrics, Func<Database, WriteAction> Bind) ReadAll(
        JsonElement input)
    {
        try
        {
            RequireTableName(input);
            return (new(input), ReadReturns(input),
                input.OneOf("ReturnItemCollectionMetrics", "NONE", "SIZE", "NONE") == "SIZE", Read(input));
        }
        catch (AwsException refusal) when (refusal.Code == "ValidationException")
        {
            throw Refusals.Counted(refusal);
        }
    }

    private static void RequireTableName(JsonElement input)
    {
        if ((input.Text("TableName") ?? throw Refusals.Constraint(null, "tableName", "Member must not be null")) == "")
        {
            throw Refusals.Validation("Value at 'TableName' failed to satisfy constraint: "
                + "Member must have length greater than or equal to 1");
        }
    }

    private Change Write(WriteAction action)
    {
        lock (action.Table.Gate)
        {
            var decision = action.Decide();
            if (decision.Change is not { } change)
            {
                // A refused write is billed by the item that is there.
                CapacityMeter.AddWrite(Capacity.WriteUnits(decision.Found?.Size ?? 0));
                throw ConditionFailed(action.ReturnsFound ? decision.Found : null);
            }

            Database.Commit(change);
            return change;
        }
    }

    private static AwsException ConditionFailed(Item? found) => new(
        "ConditionalCheckFailedException", "The conditional request failed")
    {
        WriteMembers = found is null ? null : output =>
        {
            output.WritePropertyName("Item"u8);
            found.Write(output);
        },
    };
}
