using System.Globalization;
using System.Text;
using System.Text.Json;
using Amazon.DynamoDBStreams.Model;

namespace WebhookSystem.LocalAws.Lambda.Streams;

/// <summary>A record on its way to a function: its JSON is made once, for the filter and for every attempt.</summary>
/// <param name="ItemKey">The same for all records of one item.</param>
internal sealed record StreamItem(
    string SequenceNumber, string EventId, DateTimeOffset Arrival, string ItemKey, ReadOnlyMemory<byte> Json)
{
    private static readonly JsonWriterOptions Writing = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static StreamItem Of(Record record, string streamArn)
    {
        var arrival = new DateTimeOffset(record.Dynamodb.ApproximateCreationDateTime!.Value.ToUniversalTime());
        return new(record.Dynamodb.SequenceNumber, record.EventID, arrival,
            Encoding.UTF8.GetString(Written(output => StreamValues.WriteItem(output, record.Dynamodb.Keys))),
            Written(output => Write(output, record, arrival, streamArn)));
    }

    private static byte[] Written(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var output = new Utf8JsonWriter(buffer, Writing))
            write(output);
        return buffer.ToArray();
    }

    private static void Write(Utf8JsonWriter output, Record record, DateTimeOffset arrival, string streamArn)
    {
        output.WriteStartObject();
        output.WriteString("eventID"u8, record.EventID);
        output.WriteString("eventName"u8, record.EventName.Value);
        output.WriteString("eventVersion"u8, record.EventVersion);
        output.WriteString("eventSource"u8, record.EventSource);
        output.WriteString("awsRegion"u8, record.AwsRegion);
        output.WriteStartObject("dynamodb"u8);
        output.WritePropertyName("ApproximateCreationDateTime"u8);
        output.WriteRawValue(Seconds(arrival));
        WriteImage(output, "Keys", record.Dynamodb.Keys);
        WriteImage(output, "NewImage", record.Dynamodb.NewImage);
        WriteImage(output, "OldImage", record.Dynamodb.OldImage);
        output.WriteString("SequenceNumber"u8, record.Dynamodb.SequenceNumber);
        output.WriteNumber("SizeBytes"u8, record.Dynamodb.SizeBytes ?? 0);
        output.WriteString("StreamViewType"u8, record.Dynamodb.StreamViewType.Value);
        output.WriteEndObject();
        if (record.UserIdentity is { } identity)
        {
            output.WriteStartObject("userIdentity"u8);
            output.WriteString("type"u8, identity.Type);
            output.WriteString("principalId"u8, identity.PrincipalId);
            output.WriteEndObject();
        }

        output.WriteString("eventSourceARN"u8, streamArn);
        output.WriteEndObject();
    }

    /// <summary>Lambda and Pipes write whole seconds as a broken number, with an exponent: 1.767225600E9.</summary>
    private static string Seconds(DateTimeOffset time) =>
        ((double)time.ToUnixTimeSeconds()).ToString("0.0########E0", CultureInfo.InvariantCulture);

    private static void WriteImage(Utf8JsonWriter output, string name, Dictionary<string, AttributeValue>? image)
    {
        if (image is not { Count: > 0 })
            return;
        output.WritePropertyName(name);
        StreamValues.WriteItem(output, image);
    }
}
