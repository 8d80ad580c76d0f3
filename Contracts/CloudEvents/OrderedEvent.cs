using System.Buffers;
using System.Globalization;
using System.Text.Json;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Contracts.CloudEvents;

/// <summary>A released event as consumers see it: CloudEvents 1.0, structured JSON.</summary>
/// <remarks>Written by hand because the CloudEvents SDK's formatter does not survive trimming; tests read it with that
/// SDK.</remarks>
public sealed record OrderedEvent
{
    public const string MediaType = "application/cloudevents+json";

    /// <summary>Wide enough for any 64-bit ordinal: the extension is compared as a string.</summary>
    private const string OrdinalFormat = "D19";

    public required string Source { get; init; }

    /// <summary>The ordering key; an event without one is its own key.</summary>
    public required string Key { get; init; }

    public required string EventId { get; init; }

    public required string EventType { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public required long Ordinal { get; init; }

    public ReleaseMarks Marks { get; init; }

    /// <summary>Context of the trace that the provider's request began.</summary>
    public string? TraceParent { get; init; }

    public string? ContentType { get; init; }

    /// <summary>The raw body; empty where <see cref="DataReference"/> stands for it.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Where a large body lies, e.g. <c>s3://bucket/key</c>.</summary>
    public string? DataReference { get; init; }

    /// <summary>SHA-256 of what <see cref="DataReference"/> names, lower-case hex.</summary>
    public string? DataDigest { get; init; }

    /// <summary>Its bytes.</summary>
    public long DataSize { get; init; }

    /// <summary>The operator's command that asked for this event again; null where it comes as a matter of
    /// course.</summary>
    public string? Replay { get; init; }

    /// <summary>The source wants every body as base64, because its consumers verify bytes.</summary>
    public bool KeepBytes { get; init; }

    public byte[] ToUtf8()
    {
        var buffer = new ArrayBufferWriter<byte>(Body.Length + 512);
        using (var writer = new Utf8JsonWriter(buffer))
        {
            writer.WriteStartObject();
            WriteAttributes(writer);
            WriteExtensions(writer);
            WriteData(writer);
            writer.WriteEndObject();
        }

        return buffer.WrittenSpan.ToArray();
    }

    private void WriteAttributes(Utf8JsonWriter writer)
    {
        writer.WriteString("specversion", "1.0");
        writer.WriteString("id", EventId);
        writer.WriteString("source", $"/webhooks/{Source}/{Uri.EscapeDataString(Key)}");
        writer.WriteString("type", EventType);
        writer.WriteString("time", ReceivedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture));
        if (ContentType is not null)
            writer.WriteString("datacontenttype", ContentType);
    }

    private void WriteExtensions(Utf8JsonWriter writer)
    {
        writer.WriteString("partitionkey", Key);
        writer.WriteString("sequence", Ordinal.ToString(OrdinalFormat, CultureInfo.InvariantCulture));
        if (TraceParent is not null)
            writer.WriteString("traceparent", TraceParent);
        WriteMark(writer, "reordered", ReleaseMarks.Reordered);
        WriteMark(writer, "late", ReleaseMarks.Late);
        WriteMark(writer, "followsgap", ReleaseMarks.FollowsGap);
        WriteMark(writer, "tied", ReleaseMarks.Tied);
        if (Replay is not null)
            writer.WriteString("replay", Replay);
    }

    private void WriteMark(Utf8JsonWriter writer, string name, ReleaseMarks mark)
    {
        if (Marks.HasFlag(mark))
            writer.WriteBoolean(name, true);
    }

    private void WriteData(Utf8JsonWriter writer)
    {
        if (DataReference is not null)
        {
            writer.WriteString("dataref", DataReference);
            if (DataDigest is not null)
                writer.WriteString("datadigest", DataDigest);
            writer.WriteString("datasize", DataSize.ToString(CultureInfo.InvariantCulture));
        }
        else if (!KeepBytes && IsJsonMediaType(ContentType) && IsJson(Body.Span))
        {
            writer.WritePropertyName("data");
            writer.WriteRawValue(Body.Span, skipInputValidation: true);
        }
        else
        {
            writer.WriteBase64String("data_base64", Body.Span);
        }
    }

    private static bool IsJsonMediaType(string? contentType)
    {
        var mediaType = contentType.AsSpan();
        var end = mediaType.IndexOf(';');
        mediaType = (end < 0 ? mediaType : mediaType[..end]).Trim();
        return mediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase)
            || mediaType.EndsWith("+json", StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>Whole and valid JSON in UTF-8; a body that only claims to be travels as bytes.</summary>
    private static bool IsJson(ReadOnlySpan<byte> body)
    {
        if (!System.Text.Unicode.Utf8.IsValid(body))
            return false;
        try
        {
            // An escaped half of a surrogate pair is what no other reader could take either.
            return JsonCharacters.HalfIn(body) is null;
        }
        catch (JsonException)
        {
            return false;
        }
    }
}
