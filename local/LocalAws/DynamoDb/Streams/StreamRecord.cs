using System.Text.Json;
using WebhookSystem.LocalAws.DynamoDb.Tables;
using WebhookSystem.LocalAws.DynamoDb.Values;

namespace WebhookSystem.LocalAws.DynamoDb.Streams;

internal enum StreamViewType { KeysOnly, NewImage, OldImage, NewAndOldImages }

/// <summary>One change of one item, as readers of the stream see it.</summary>
internal sealed record StreamRecord(
    SequenceNumber Number, Guid EventId, DateTimeOffset At, Item Keys, Item? Before, Item? After, bool IsExpiry)
{
    public static StreamRecord Of(
        Change change, SequenceNumber number, Guid eventId, StreamViewType view, DateTimeOffset now)
    {
        var item = (change.After ?? change.Before)!;
        HashSet<string> names = [.. change.Table.Schema.Attributes.Select(static attribute => attribute.Name)];
        var wasThere = change.Before is not null;
        var isThere = change.After is not null;
        return new(number, eventId, now, item.Only(names),
            view is StreamViewType.OldImage or StreamViewType.NewAndOldImages ? change.Before : null,
            view is StreamViewType.NewImage or StreamViewType.NewAndOldImages ? change.After : null,
            change.Origin == ChangeOrigin.TimeToLive)
        {
            EventName = wasThere ? isThere ? "MODIFY" : "REMOVE" : "INSERT",
        };
    }

    public required string EventName { get; init; }

    public int Bytes => Keys.Size + (Before?.Size ?? 0) + (After?.Size ?? 0);

    public void Write(Utf8JsonWriter output, StreamViewType view)
    {
        output.WriteStartObject();
        output.WriteString("eventID"u8, EventId.ToString("N"));
        output.WriteString("eventName"u8, EventName);
        output.WriteString("eventVersion"u8, "1.1"u8);
        output.WriteString("eventSource"u8, "aws:dynamodb"u8);
        output.WriteString("awsRegion"u8, "us-east-1"u8);
        output.WriteStartObject("dynamodb"u8);
        output.WriteNumber("ApproximateCreationDateTime"u8, At.ToUnixTimeSeconds());
        WriteItem(output, "Keys", Keys);
        WriteItem(output, "NewImage", After);
        WriteItem(output, "OldImage", Before);
        output.WriteString("SequenceNumber"u8, Number.ToString());
        output.WriteNumber("SizeBytes"u8, Bytes);
        output.WriteString("StreamViewType"u8, view.ToWire());
        output.WriteEndObject();
        WriteIdentity(output);
        output.WriteEndObject();
    }

    private void WriteIdentity(Utf8JsonWriter output)
    {
        if (!IsExpiry)
            return;
        output.WriteStartObject("userIdentity"u8);
        output.WriteString("PrincipalId"u8, "dynamodb.amazonaws.com"u8);
        output.WriteString("Type"u8, "Service"u8);
        output.WriteEndObject();
    }

    private static void WriteItem(Utf8JsonWriter output, string name, Item? item)
    {
        if (item is null)
            return;
        output.WritePropertyName(name);
        item.Write(output);
    }
}
