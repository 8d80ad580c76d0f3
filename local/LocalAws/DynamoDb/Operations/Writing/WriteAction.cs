using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Expressions;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Writing;

/// <summary>What a write comes to: a change, or a condition that the item there does not meet.</summary>
/// <param name="Change">Null where the condition is not met.</param>
/// <param name="Found">The item that is there.</param>
internal sealed record Decision(Change? Change, Item? Found);

/// <summary>A parsed write of one item, single, in a batch or in a transaction.</summary>
internal abstract class WriteAction(Table table, RowKey key, Condition? condition, bool returnsFound)
{
    private const int ItemBytesMax = 400 * 1024;

    public Table Table { get; } = table;

    public RowKey Key { get; } = key;

    /// <summary>An unmet condition answers with the item that is there.</summary>
    public bool ReturnsFound { get; } = returnsFound;

    /// <summary>Decides against the item as it is. The caller holds the table's gate.</summary>
    public Decision Decide()
    {
        var found = Table.Find(Key)?.Item;
        if (condition?.IsMet(found ?? Item.Empty) == false)
            return new(null, found);

        var after = Next(found);
        return new(new(Table, Key, found, after, ChangeOrigin.Request), found);
    }

    protected static bool ReadReturnsFound(JsonElement input) =>
        input.OneOf("ReturnValuesOnConditionCheckFailure", "NONE", "ALL_OLD") == "ALL_OLD";

    /// <summary>The item after the write, or null where there will be none.</summary>
    protected abstract Item? Next(Item? found);

    /// <summary>Refuses an item that is too large, or whose index keys an index could not hold.</summary>
    protected static void RequireStorable(Table table, Item item, string tooLarge)
    {
        if (item.Size > ItemBytesMax)
            throw Refusals.Validation(tooLarge);
        foreach (var index in table.Indexes)
        {
            foreach (var (name, type) in index.Definition.Schema.Attributes)
                RequireIndexKey(index.Definition.Name, name, type, item[name]);
        }
    }

    private static void RequireIndexKey(string index, string name, string type, AttributeValue? value)
    {
        if (value is not null && value.Type != type)
        {
            throw Refusals.Invalid(
                $"Type mismatch for Index Key {name} Expected: {type} Actual: {value.Type} IndexName: {index}");
        }

        if (value is StringValue { Text.Length: 0 } or BinaryValue { Bytes.Length: 0 })
        {
            throw Refusals.Validation("One or more parameter values are not valid. A value specified for a secondary index "
                + "key is not supported. The AttributeValue for a key attribute cannot contain an empty "
                + $"{(value is StringValue ? "string" : "binary")} value. IndexName: {index}, IndexKey: {name}");
        }
    }
}
