using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Declaring;

internal sealed class TagResource(Database database) : IOperation
{
    public string Name => "TagResource";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var table = TagReader.TableOf(input, database);
        var added = TagReader.Read(input);
        if (added.Count == 0)
            throw Refusals.Validation("Atleast one Tag needs to be provided as Input.");
        lock (table.Gate)
        {
            var tags = new Dictionary<string, string>(table.Definition.Tags);
            foreach (var (key, value) in added)
                tags[key] = value;
            database.Redefine(table, table.Definition with { Tags = TagReader.Limited(tags) });
        }
    }
}

internal sealed class UntagResource(Database database) : IOperation
{
    public string Name => "UntagResource";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var table = TagReader.TableOf(input, database);
        if (!input.Array("TagKeys").Any())
            throw Refusals.Validation("Atleast one Tag Key needs to be provided as Input.");
        lock (table.Gate)
        {
            var tags = new Dictionary<string, string>(table.Definition.Tags);
            foreach (var key in input.Array("TagKeys"))
                tags.Remove(key.AsText());
            database.Redefine(table, table.Definition with { Tags = tags });
        }
    }
}

internal sealed class ListTagsOfResource(Database database) : IOperation
{
    public string Name => "ListTagsOfResource";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var table = TagReader.TableOf(input, database);
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
