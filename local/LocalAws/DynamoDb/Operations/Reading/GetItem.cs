using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Tables;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Reading;

internal sealed class GetItem(Database database) : IOperation
{
    public string Name => "GetItem";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var capacity = new ConsumedCapacity(input);
        var read = ItemRead.Parse(database, input);
        var found = read.Find();

        capacity.AddRead(read.Table, null, read.UnitsOf(found));
        output.WriteStartObject();
        if (found is not null)
        {
            output.WritePropertyName("Item"u8);
            read.Shown(found).Write(output);
        }

        capacity.WriteOne(output);
        output.WriteEndObject();
    }
}
