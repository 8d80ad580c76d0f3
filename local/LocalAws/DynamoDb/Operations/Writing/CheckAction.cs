using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Parsing;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Writing;

/// <summary>A transaction's condition on an item it does not write.</summary>
internal sealed class CheckAction(Table table, Item key, Condition condition, bool returnsFound)
    : WriteAction(table, table.Schema.OfKey(key), condition, returnsFound)
{
    public static CheckAction Parse(Database database, JsonElement input)
    {
        var placeholders = new Placeholders(input, "ConditionExpression");
        var condition = ConditionParser.Parse(input.Text("ConditionExpression"), "ConditionExpression", placeholders)
            ?? throw Refusals.Constraint(null, "conditionCheck.conditionExpression", "Member must not be null");
        placeholders.RequireAllUsed();
        return new(database.Find(input.TableName()), input.Attributes("Key"), condition, ReadReturnsFound(input));
    }

    protected override Item? Next(Item? found) => found;
}
