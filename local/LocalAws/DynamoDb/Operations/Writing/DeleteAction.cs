using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Legacy;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Parsing;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Writing;

internal sealed class DeleteAction(Table table, Item key, Condition? condition, bool returnsFound)
    : WriteAction(table, table.Schema.OfKey(key), condition, returnsFound)
{
    /// <summary>Reads the request, which needs no table yet.</summary>
    public static Func<Database, DeleteAction> Read(JsonElement input)
    {
        input.RefuseMixedParameters();
        var placeholders = new Placeholders(input, "ConditionExpression");
        var condition = ConditionParser.Parse(input.Text("ConditionExpression"), "ConditionExpression", placeholders)
            ?? LegacyConditions.ReadExpected(input);
        placeholders.RequireAllUsed();
        var (key, returnsFound) = (input.Attributes("Key"), ReadReturnsFound(input));
        return database => new(database.Find(input.TableName()), key, condition, returnsFound);
    }

    public static DeleteAction InBatch(Table table, JsonElement request) =>
        new(table, request.Attributes("Key"), null, false);

    public static DeleteAction OfStatement(Table table, Item key, Condition condition) =>
        new(table, key, condition, returnsFound: false);

    protected override Item? Next(Item? found) => null;
}
