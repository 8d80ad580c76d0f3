using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Legacy;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Parsing;
using WebhookSystem.LocalAws.DynamoDb.Expressions.Paths;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Reading;

/// <summary>A parsed read of one item.</summary>
internal sealed record ItemRead(Table Table, RowKey Key, Projection? Projection, bool IsConsistent)
{
    public static ItemRead Parse(Database database, JsonElement input)
    {
        input.RefuseMixedParameters();
        var placeholders = new Placeholders(input, "ProjectionExpression");
        var projection = ProjectionParser.Parse(input.Text("ProjectionExpression"), placeholders)
            ?? LegacyProjection.Read(input);
        placeholders.RequireAllUsed();
        var key = input.Attributes("Key");
        var table = database.Find(input.TableName());
        return new(table, table.Schema.OfKey(key), projection, input.Flag("ConsistentRead") ?? false);
    }

    public Item? Find()
    {
        lock (Table.Gate)
            return Table.Find(Key)?.Item;
    }

    public Item Shown(Item found) => Projection is null ? found : Projection.Apply(found);

    public double UnitsOf(Item? found) => Capacity.ReadUnits(found?.Size ?? 0, IsConsistent);
}
