using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Writing;

internal sealed class PutItem(Database database) : SingleWrite(database)
{
    public override string Name => "PutItem";

    protected override Func<Database, WriteAction> Read(JsonElement input) => PutAction.Read(input);
}

internal sealed class DeleteItem(Database database) : SingleWrite(database)
{
    public override string Name => "DeleteItem";

    protected override Func<Database, WriteAction> Read(JsonElement input) => DeleteAction.Read(input);
}

internal sealed class UpdateItem(Database database) : SingleWrite(database)
{
    public override string Name => "UpdateItem";

    protected override Func<Database, WriteAction> Read(JsonElement input) => UpdateItemAction.Read(input);

    protected override string ReadReturns(JsonElement input) => ReadAnyReturns(input);

    protected override Item? Returned(string returns, WriteAction action, Change change)
    {
        var touched = ((UpdateItemAction)action).Touched;
        return returns switch
        {
            "ALL_OLD" => change.Before,
            "ALL_NEW" => change.After,
            "UPDATED_OLD" => NotEmpty(change.Before is null ? null : touched?.Apply(change.Before)),
            "UPDATED_NEW" => NotEmpty(change.After is null ? null : touched?.Apply(change.After)),
            _ => null,
        };
    }

    private static Item? NotEmpty(Item? item) => item is { Count: > 0 } ? item : null;
}
