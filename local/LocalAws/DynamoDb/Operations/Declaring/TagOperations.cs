using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Declaring;

internal sealed class TagResource(Database database) : IOperation
{
    public string Name => "TagResource";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var table = database.Find(input.Text("ResourceArn") ?? "");
        lock (table.Gate)
        {
            var tags = new Dictionary<string, string>(table.Definition.Tags);
            foreach (var (key, value) in TagReader.Read(input))
                tags[key] = value;
            database.Redefine(table, table.Definition with { Tags = tags });
        }

        output.WriteStartObject();
        output.WriteEndObject();
    }
}

internal sealed class UntagResource(Database database) : IOperation
{
    public string Name => "UntagResource";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var table = database.Find(input.Text("ResourceArn") ?? "");
        lock (table.Gate)
        {
            var tags = new Dictionary<string, string>(table.Definition.Tags);
            foreach (var key in input.Array("TagKeys"))
                tags.Remove(key.AsText());
            database.Redefine(table, table.Definition with { Tags = tags });
        }

        output.WriteStartObject();
        output.WriteEndObject();
    }
}

internal sealed class ListTagsOfResource(Database database) : IOperation
{
    public string Name => "ListTagsOfResource";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var table = database.Find(input.Text("ResourceArn") ?? "");
        output.WriteStartObject();
        output.WriteStartArray("Tags"u8);
        foreach (var (key, value) in table.Definition.Tags)
        {
            output.WriteStartObject();
            output.WriteString("Key"u8, key);
            output.WriteString("Value"u8, value);
            output.WriteEndObject();
        }

        output.WriteEndArray();
        output.WriteEndObject();
    }
}
