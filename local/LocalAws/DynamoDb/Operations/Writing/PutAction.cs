using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Conditions;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Legacy;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Parsing;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Writing;

internal sealed class PutAction : WriteAction
{
    private readonly Item _item;

    private PutAction(Table table, RowKey key, Item item, Condition? condition, bool returnsFound)
        : base(table, key, condition, returnsFound)
    {
        StorableItem.RequirePut(table, item);
        _item = item;
    }

    public override int ItemBytes => _item.Size;

    /// <summary>Reads the request, which needs no table yet.</summary>
    public static Func<Database, PutAction> Read(JsonElement input)
    {
        input.RefuseMixedParameters();
        var placeholders = new Placeholders(input, "ConditionExpression");
        var condition = ConditionParser.Parse(input.Text("ConditionExpression"), "ConditionExpression", placeholders)
            ?? LegacyConditions.ReadExpected(input);
        placeholders.RequireAllUsed();
        var item = input.Attributes("Item");
        var returnsFound = ReadReturnsFound(input);
        return database =>
        {
            var table = database.Find(input.TableName());
            return new(table, table.Schema.OfItem(item), item, condition, returnsFound);
        };
    }

    public static PutAction InBatch(Table table, JsonElement request)
    {
        var item = request.Attributes("Item");
        return new(table, table.Schema.OfBatched(item), item, null, false);
    }

    /// <summary>An item where there is none yet.</summary>
    public static PutAction OfNew(Table table, Item item) => new(
        table, table.Schema.OfItem(item), item,
        new Condition.Exists(new([PathStep.Member(table.Schema.Partition.Name)]), Wanted: false), returnsFound: false);

    protected override Item Next(Item? found) => _item;
}
