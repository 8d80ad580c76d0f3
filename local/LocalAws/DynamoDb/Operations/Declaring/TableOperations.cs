using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Declaring;

internal sealed class CreateTable(Database database, TimeProvider time) : IOperation
{
    public string Name => "CreateTable";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var definition = DefinitionReader.Read(input, time.GetUtcNow());
        var stream = input.Member("StreamSpecification") is { } specification
            ? DefinitionReader.ReadStream(specification)
            : null;
        var table = database.Create(definition, stream);
        lock (table.Gate)
        {
            output.WriteStartObject();
            TableDescriptionWriter.Write(output, "TableDescription", table, "CREATING");
            output.WriteEndObject();
        }
    }
}

internal sealed class DescribeTable(Database database) : IOperation
{
    public string Name => "DescribeTable";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var table = database.FindNamed(input.TableName());
        lock (table.Gate)
        {
            output.WriteStartObject();
            TableDescriptionWriter.Write(output, "Table", table);
            output.WriteEndObject();
        }
    }
}

internal sealed class DeleteTable(Database database) : IOperation
{
    public string Name => "DeleteTable";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var table = database.FindNamed(input.TableName());
        lock (table.Gate)
        {
            if (table.Definition.IsDeletionProtected)
            {
                throw Refusals.Validation("Resource cannot be deleted as it is currently protected against deletion. "
                    + "Disable deletion protection first.");
            }

            database.Drop(table);
            output.WriteStartObject();
            TableDescriptionWriter.Write(output, "TableDescription", table, "DELETING");
            output.WriteEndObject();
        }
    }
}

internal sealed class ListTables(Database database) : IOperation
{
    private const int PageMax = 100;

    public string Name => "ListTables";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var limit = input.Whole("Limit") ?? PageMax;
        if (limit is < 1 or > PageMax)
        {
            throw Refusals.Constraint(limit.ToString(), "limit", limit < 1
                ? "Member must have value greater than or equal to 1"
                : "Member must have value less than or equal to 100");
        }

        var after = input.Text("ExclusiveStartTableName") ?? "";
        var names = database.Tables.Select(static table => table.Definition.Name)
            .Where(name => string.CompareOrdinal(name, after) > 0)
            .Order(StringComparer.Ordinal)
            .ToList();

        output.WriteStartObject();
        output.WriteStartArray("TableNames"u8);
        foreach (var name in names.Take((int)limit))
            output.WriteStringValue(name);
        output.WriteEndArray();
        if (names.Count > limit)
            output.WriteString("LastEvaluatedTableName"u8, names[(int)limit - 1]);
        output.WriteEndObject();
    }
}
