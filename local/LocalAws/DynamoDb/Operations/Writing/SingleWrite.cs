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
        var capacity = new ConsumedCapacity(input);
        var returns = ReadReturns(input);
        var metrics = input.OneOf("ReturnItemCollectionMetrics", "NONE", "SIZE", "NONE") == "SIZE";
        var action = Parse(input);
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

    protected abstract WriteAction Parse(JsonElement input);

    protected virtual string ReadReturns(JsonElement input) =>
        ReadAnyReturns(input) is var returns and ("NONE" or "ALL_OLD")
            ? returns
            : throw Refusals.Validation("ReturnValues can only be ALL_OLD or NONE");

    protected static string ReadAnyReturns(JsonElement input) => input.OneOf(
        "ReturnValues", "NONE", "ALL_NEW", "UPDATED_OLD", "ALL_OLD", "NONE", "UPDATED_NEW");

    protected virtual Item? Returned(string returns, WriteAction action, Change change) =>
        returns == "ALL_OLD" ? change.Before : null;

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
