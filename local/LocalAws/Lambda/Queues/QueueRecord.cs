using System.Text.Json;
using Amazon.SQS.Model;

namespace WebhookSystem.LocalAws.Lambda.Queues;

/// <summary>A received message as the record of an event.</summary>
internal sealed record QueueRecord(Message Message, ReadOnlyMemory<byte> Json)
{
    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static QueueRecord Of(Message message, string queueArn)
    {
        using var buffer = new MemoryStream();
        using (var output = new Utf8JsonWriter(buffer, Writing))
            Write(output, message, queueArn);
        return new(message, buffer.ToArray());
    }

    /// <summary>What filters see: a body that is a JSON object or array is looked into, any other is text.</summary>
    public JsonDocument ToFilterEvent()
    {
        using var record = JsonDocument.Parse(Json);
        using var buffer = new MemoryStream();
        using (var output = new Utf8JsonWriter(buffer))
        {
            output.WriteStartObject();
            foreach (var member in record.RootElement.EnumerateObject())
            {
                if (member.NameEquals("body"u8))
                    WriteBody(output, Message.Body);
                else
                    member.WriteTo(output);
            }

            output.WriteEndObject();
        }

        return JsonDocument.Parse(buffer.ToArray());
    }

    private static void WriteBody(Utf8JsonWriter output, string body)
    {
        output.WritePropertyName("body"u8);
        try
        {
            using var json = JsonDocument.Parse(body);
            if (json.RootElement.ValueKind is JsonValueKind.Object or JsonValueKind.Array)
            {
                json.RootElement.WriteTo(output);
                return;
            }
        }
        catch (JsonException)
        {
            // No JSON, so text.
        }

        output.WriteStringValue(body);
    }

    private static void Write(Utf8JsonWriter output, Message message, string queueArn)
    {
        output.WriteStartObject();
        output.WriteString("messageId"u8, message.MessageId);
        output.WriteString("receiptHandle"u8, message.ReceiptHandle);
        output.WriteString("body"u8, message.Body);
        output.WriteStartObject("attributes"u8);
        foreach (var (name, value) in message.Attributes ?? [])
            output.WriteString(name, value);
        output.WriteEndObject();
        output.WriteStartObject("messageAttributes"u8);
        foreach (var (name, value) in message.MessageAttributes ?? [])
            WriteAttribute(output, name, value);
        output.WriteEndObject();
        if (message.MD5OfMessageAttributes is { Length: > 0 } digest)
            output.WriteString("md5OfMessageAttributes"u8, digest);
        output.WriteString("md5OfBody"u8, message.MD5OfBody);
        output.WriteString("eventSource"u8, "aws:sqs"u8);
        output.WriteString("eventSourceARN"u8, queueArn);
        output.WriteString("awsRegion"u8, queueArn.Split(':')[3]);
        output.WriteEndObject();
    }

    private static void WriteAttribute(Utf8JsonWriter output, string name, MessageAttributeValue value)
    {
        output.WriteStartObject(name);
        if (value.StringValue is not null)
            output.WriteString("stringValue"u8, value.StringValue);
        if (value.BinaryValue is not null)
            output.WriteBase64String("binaryValue"u8, value.BinaryValue.ToArray());
        output.WriteStartArray("stringListValues"u8);
        output.WriteEndArray();
        output.WriteStartArray("binaryListValues"u8);
        output.WriteEndArray();
        output.WriteString("dataType"u8, value.DataType);
        output.WriteEndObject();
    }
}
