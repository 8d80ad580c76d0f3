using System.Text.Json;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.DynamoDb.Values;

/// <summary>Reads items and values from a request, with DynamoDB's own refusals.</summary>
internal static class ValueReader
{
    public const int DepthMax = 32;

    private const string ValueType = "com.amazonaws.dynamodb.v20120810.AttributeValue";

    /// <summary>Reads an object of attribute values: an item, a key, a map of expression values.</summary>
    public static Item ReadItem(JsonElement attributes)
    {
        if (attributes.ValueKind != JsonValueKind.Object)
            throw NoMap(attributes);

        var list = new List<KeyValuePair<string, AttributeValue>>();
        foreach (var attribute in attributes.EnumerateObject())
            list.Add(new(attribute.Name, ReadAny(attribute.Value)));
        var item = Item.Of(list);
        return item.Depth <= DepthMax ? item : throw TooDeep();
    }

    public static AwsException TooDeep() => Refusals.Validation("Nesting Levels have exceeded supported limits: "
        + "Attributes in the item have nested levels beyond supported limit");

    /// <summary>Reads one value, e.g. <c>{"S":"a"}</c>.</summary>
    public static AttributeValue Read(JsonElement value)
    {
        var read = ReadAny(value);
        return read.Depth < DepthMax ? read : throw TooDeep();
    }

    private static AttributeValue ReadAny(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw Refusals.Serialization(value.ValueKind == JsonValueKind.Array
                ? $"Unrecognized collection type class {ValueType}"
                : "Unexpected value type in payload");
        }

        AttributeValue? found = null;
        foreach (var member in value.EnumerateObject())
        {
            if (member.Value.ValueKind == JsonValueKind.Null)
                continue;
            if (found is not null)
            {
                throw Refusals.Validation("Supplied AttributeValue has more than one datatypes set, "
                    + "must contain exactly one of the supported datatypes");
            }

            found = ReadTyped(member.Name, member.Value);
        }

        return found ?? throw Refusals.Validation(
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes");
    }

    private static AttributeValue ReadTyped(string type, JsonElement content) => type switch
    {
        "S" => new StringValue(content.AsText()),
        "N" => new NumberValue(DynamoNumber.Parse(content.AsText())),
        "B" => new BinaryValue(content.AsBytes()),
        "BOOL" => new BooleanValue(content.AsFlag()),
        "NULL" => content.AsFlag() ? NullValue.Instance : throw Refusals.Validation(
            "One or more parameter values were invalid: Null attribute value types must have the value of true"),
        "L" => new ListValue([.. content.AsArray().Select(ReadAny)]),
        "M" => new MapValue(ReadMap(content)),
        "SS" => ReadSet("S", "string", content),
        "NS" => ReadSet("N", "number", content),
        "BS" => ReadSet("B", "binary", content),
        _ => throw Refusals.Validation(
            "Supplied AttributeValue is empty, must contain exactly one of the supported datatypes"),
    };

    private static Item ReadMap(JsonElement content)
    {
        if (content.ValueKind != JsonValueKind.Object)
            throw NoMap(content);
        return Item.Of([.. content.EnumerateObject().Select(
            static m => KeyValuePair.Create(m.Name, ReadAny(m.Value)))]);
    }

    private static AwsException NoMap(JsonElement given) => Refusals.Serialization(
        given.ValueKind == JsonValueKind.Array
            ? $"Unrecognized collection type java.util.Map<java.lang.String, {ValueType}>"
            : "Unexpected field type");

    private static SetValue ReadSet(string elementType, string elementName, JsonElement content)
    {
        List<AttributeValue> elements = [.. content.AsArray().Select(element => ReadTyped(elementType, element))];
        if (elements.Count == 0)
        {
            throw Refusals.Validation(
                $"One or more parameter values were invalid: An {elementName} set  may not be empty");
        }

        if (elements.Distinct().Count() != elements.Count)
        {
            var given = string.Join(", ", content.EnumerateArray().Select(static element => element.GetString()));
            throw Refusals.Validation(
                $"One or more parameter values were invalid: Input collection [{given}] contains duplicates.");
        }

        return new(elementType, elements);
    }
}
