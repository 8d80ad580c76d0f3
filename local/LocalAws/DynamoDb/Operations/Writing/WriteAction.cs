using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;
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
    public Table Table { get; } = table;

    public RowKey Key { get; } = key;

    /// <summary>An unmet condition answers with the item that is there.</summary>
    public bool ReturnsFound { get; } = returnsFound;

    /// <summary>Of the item that the request brings along.</summary>
    public virtual int ItemBytes => 0;

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
        input.OneOf("ReturnValuesOnConditionCheckFailure", "NONE", "ALL_OLD", "NONE") == "ALL_OLD";

    /// <summary>The item after the write, or null where there will be none.</summary>
    protected abstract Item? Next(Item? found);
}
