using System.Text.Json;
using Amazon.DynamoDBStreams.Model;

namespace WebhookSystem.LocalAws.Lambda.Streams;

/// <summary>Writes items in DynamoDB's JSON, as the SDK has read them.</summary>
internal static class StreamValues
{
    public static void WriteItem(Utf8JsonWriter output, Dictionary<string, AttributeValue> item)
    {
        output.WriteStartObject();
        foreach (var (name, value) in item)
        {
            output.WritePropertyName(name);
            WriteValue(output, value);
        }

        output.WriteEndObject();
    }

    // A member that is not set is null; an empty list or map is set.
    private static void WriteValue(Utf8JsonWriter output, AttributeValue value)
    {
        output.WriteStartObject();
        if (value.S is not null)
            output.WriteString("S"u8, value.S);
        else if (value.N is not null)
            output.WriteString("N"u8, value.N);
        else if (value.B is not null)
            output.WriteBase64String("B"u8, value.B.ToArray());
        else if (value.BOOL is { } flag)
            output.WriteBoolean("BOOL"u8, flag);
        else if (value.NULL is { } isNull)
            output.WriteBoolean("NULL"u8, isNull);
        else
            WriteMany(output, value);
        output.WriteEndObject();
    }

    private static void WriteMany(Utf8JsonWriter output, AttributeValue value)
    {
        if (value.M is not null)
        {
            output.WritePropertyName("M"u8);
            WriteItem(output, value.M);
        }
        else if (value.L is not null)
            WriteArray(output, "L", value.L, static (output, element) => WriteValue(output, element));
        else if (value.SS is not null)
            WriteArray(output, "SS", value.SS, static (output, element) => output.WriteStringValue(element));
        else if (value.NS is not null)
            WriteArray(output, "NS", value.NS, static (output, element) => output.WriteStringValue(element));
        else if (value.BS is not null)
            WriteArray(
                output, "BS", value.BS, static (output, element) => output.WriteBase64StringValue(element.ToArray()));
    }

    private static void WriteArray<T>(
        Utf8JsonWriter output, string name, List<T> elements, Action<Utf8JsonWriter, T> write)
    {
        output.WriteStartArray(name);
        foreach (var element in elements)
            write(output, element);
        output.WriteEndArray();
    }
}
