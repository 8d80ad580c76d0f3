using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Legacy;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Parsing;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Updates;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Writing;

internal sealed class UpdateItemAction : WriteAction
{
    private readonly Item _key;
    private readonly Update _update;

    private UpdateItemAction(Table table, Item key, Update update, Condition? condition, bool returnsFound)
        : base(table, table.Schema.OfKey(key), condition, returnsFound)
    {
        (_key, _update) = (key, update);
        foreach (var path in update.Paths)
        {
            if (table.Schema.Has(path.Root))
                throw Refusals.Invalid($"Cannot update attribute {path.Root}. This attribute is part of the key");
        }
    }

    /// <summary>What the update touches, for answers that want only that; null where it touches nothing.</summary>
    public Projection? Touched => _update.Actions.Count == 0 ? null : Projection.Of(_update.Paths);

    /// <summary>Reads the request, which needs no table yet.</summary>
    public static Func<Database, UpdateItemAction> Read(JsonElement input)
    {
        input.RefuseMixedParameters();
        var placeholders = new Placeholders(input, "UpdateExpression", "ConditionExpression");
        var update = LegacyUpdate.Read(input) ?? UpdateParser.Parse(input.Text("UpdateExpression"), placeholders);
        var condition = ConditionParser.Parse(input.Text("ConditionExpression"), "ConditionExpression", placeholders)
            ?? LegacyConditions.ReadExpected(input);
        placeholders.RequireAllUsed();
        var (key, returnsFound) = (input.Attributes("Key"), ReadReturnsFound(input));
        return database => new(database.Find(input.TableName()), key, update, condition, returnsFound);
    }

    public static UpdateItemAction OfStatement(Table table, Item key, Update update, Condition condition) =>
        new(table, key, update, condition, returnsFound: false);

    protected override Item? Next(Item? found)
    {
        // Not even a path that leads nowhere is an error then.
        if (found is null && _update.OnlyRemoves)
            return null;
        var after = _update.Apply(found ?? _key);
        StorableItem.RequireUpdated(Table, found, after);
        return after;
    }
}
