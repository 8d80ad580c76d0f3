using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Operations.Declaring;

internal sealed class UpdateTimeToLive(Database database) : IOperation
{
    private const int NameLengthMax = 255;

    public string Name => "UpdateTimeToLive";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var table = database.FindNamed(input.TableName());
        var specification = input.Member("TimeToLiveSpecification") ?? throw Refusals.Constraint(
            null, "timeToLiveSpecification", "Member must not be null");
        var attribute = ReadName(specification);
        var enabled = specification.Flag("Enabled") ?? throw Refusals.Constraint(
            null, "timeToLiveSpecification.enabled", "Member must not be null");
        lock (table.Gate)
        {
            Require(table.Definition.TimeToLiveAttribute, attribute, enabled);
            database.Redefine(table, table.Definition with { TimeToLiveAttribute = enabled ? attribute : null });
        }

        output.WriteStartObject();
        output.WriteStartObject("TimeToLiveSpecification"u8);
        output.WriteString("AttributeName"u8, attribute);
        output.WriteBoolean("Enabled"u8, enabled);
        output.WriteEndObject();
        output.WriteEndObject();
    }

    private static string ReadName(JsonElement specification) => specification.Text("AttributeName") switch
    {
        { Length: >= 1 and <= NameLengthMax } name => name,
        null => throw Refusals.Constraint(null, "timeToLiveSpecification.attributeName", "Member must not be null"),
        var name => throw Refusals.Constraint(name, "timeToLiveSpecification.attributeName", name.Length == 0
            ? "Member must have length greater than or equal to 1"
            : $"Member must have length less than or equal to {NameLengthMax}"),
    };

    private static void Require(string? current, string wanted, bool enabled)
    {
        if (current is null && !enabled)
            throw Refusals.Validation("TimeToLive is already disabled");
        if (current is not null && current != wanted)
        {
            throw Refusals.Validation(
                $"TimeToLive is active on a different AttributeName: current AttributeName is {current}");
        }

        if (current is not null && enabled)
            throw Refusals.Validation("TimeToLive is already enabled");
    }
}

internal sealed class DescribeTimeToLive(Database database) : IOperation
{
    public string Name => "DescribeTimeToLive";

    public void Invoke(JsonElement input, Utf8JsonWriter output)
    {
        var attribute = database.FindNamed(input.TableName()).Definition.TimeToLiveAttribute;
        output.WriteStartObject();
        output.WriteStartObject("TimeToLiveDescription"u8);
        output.WriteString("TimeToLiveStatus"u8, attribute is null ? "DISABLED"u8 : "ENABLED"u8);
        if (attribute is not null)
            output.WriteString("AttributeName"u8, attribute);
        output.WriteEndObject();
        output.WriteEndObject();
    }
}
