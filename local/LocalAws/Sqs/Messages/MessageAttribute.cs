using System.Text.Json;

namespace WebhookSystem.LocalAws.Sqs.Messages;

/// <summary>A typed value beside a message's body.</summary>
/// <param name="Value">UTF-8 where the type is String or Number, else the bytes themselves.</param>
internal sealed record MessageAttribute(string Name, string DataType, bool IsBinary, byte[] Value)
{
    public void Write(Utf8JsonWriter output)
    {
        output.WriteStartObject();
        output.WriteString("DataType"u8, DataType);
        if (IsBinary)
            output.WriteBase64String("BinaryValue"u8, Value);
        else
            output.WriteString("StringValue"u8, Value);
        output.WriteEndObject();
    }
}
