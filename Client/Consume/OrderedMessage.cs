using System.Globalization;
using System.Text.Json;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Client.Consume;

/// <summary>A message of an ordered queue: one webhook at its place in its key's order.</summary>
public sealed record OrderedMessage
{
    private static readonly (string Name, ReleaseMarks Mark)[] MarkNames =
    [
        ("late", ReleaseMarks.Late), ("followsgap", ReleaseMarks.FollowsGap), ("tied", ReleaseMarks.Tied),
        ("reordered", ReleaseMarks.Reordered),
    ];

    public required string Source { get; init; }

    public required string Key { get; init; }

    /// <summary>The place in the key's order, from 1; on the default route without gaps.</summary>
    public required long Ordinal { get; init; }

    public required string Id { get; init; }

    public required string Type { get; init; }

    public DateTimeOffset? ReceivedAt { get; init; }

    public ReleaseMarks Marks { get; init; }

    /// <summary>The operator's command that asked for the event once more; null: it comes as a matter of
    /// course.</summary>
    public string? Replay { get; init; }

    public string? TraceParent { get; init; }

    public string? ContentType { get; init; }

    /// <summary>The body as it was sent; empty where <see cref="Reference"/> stands for it.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    public BodyReference? Reference { get; init; }

    /// <param name="text">The message's body: a CloudEvent as structured JSON.</param>
    /// <exception cref="FormatException">The text is no ordered event; the message says why.</exception>
    public static OrderedMessage Parse(string text)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            return Read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new FormatException($"The message is no CloudEvent: {error.Message}", error);
        }
    }

    /// <summary>The names of what is special about the place, as the message has them.</summary>
    public IEnumerable<string> MarkWords =>
        MarkNames.Where(one => Marks.HasFlag(one.Mark)).Select(one => one.Name);

    private static OrderedMessage Read(JsonElement cloudEvent)
    {
        if (TextOf(cloudEvent, "specversion") != "1.0")
            throw new FormatException("The message is no CloudEvent of version 1.0.");
        return new()
        {
            Source = SourceOf(Wanted(cloudEvent, "source")),
            Key = Wanted(cloudEvent, "partitionkey"),
            Ordinal = OrdinalOf(Wanted(cloudEvent, "sequence")),
            Id = Wanted(cloudEvent, "id"),
            Type = Wanted(cloudEvent, "type"),
            ReceivedAt = cloudEvent.TryGetProperty("time", out var time) ? time.GetDateTimeOffset() : null,
            Marks = MarkNames.Where(one => IsTrue(cloudEvent, one.Name))
                .Aggregate(ReleaseMarks.None, (marks, one) => marks | one.Mark),
            Replay = TextOf(cloudEvent, "replay"),
            TraceParent = TextOf(cloudEvent, "traceparent"),
            ContentType = TextOf(cloudEvent, "datacontenttype"),
            Body = BodyOf(cloudEvent),
            Reference = ReferenceOf(cloudEvent),
        };
    }

    /// <summary>Of <c>/webhooks/{source}/{key}</c>.</summary>
    private static string SourceOf(string address) => address.Split('/') is ["", "webhooks", var source, _]
        ? source
        : throw new FormatException($"'{address}' is the source of no webhook.");

    private static long OrdinalOf(string digits) =>
        long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var ordinal)
            ? ordinal
            : throw new FormatException($"'{digits}' is no ordinal.");

    /// <summary>JSON stands in the message byte for byte as it was sent, anything else as base64.</summary>
    private static byte[] BodyOf(JsonElement cloudEvent) =>
        cloudEvent.TryGetProperty("data", out var data) ? System.Text.Encoding.UTF8.GetBytes(data.GetRawText())
        : cloudEvent.TryGetProperty("data_base64", out var bytes) ? bytes.GetBytesFromBase64()
        : [];

    private static BodyReference? ReferenceOf(JsonElement cloudEvent)
    {
        if (TextOf(cloudEvent, "dataref") is not { } address)
            return null;
        var size = TextOf(cloudEvent, "datasize");
        return Uri.TryCreate(address, UriKind.Absolute, out var uri)
            ? new(uri, TextOf(cloudEvent, "datadigest"), size is null ? null : OrdinalOf(size))
            : throw new FormatException($"'{address}' is no address of a body.");
    }

    private static string Wanted(JsonElement cloudEvent, string name) =>
        TextOf(cloudEvent, name) ?? throw new FormatException($"The attribute '{name}' is missing.");

    private static string? TextOf(JsonElement cloudEvent, string name) =>
        cloudEvent.TryGetProperty(name, out var value) ? value.GetString() : null;

    private static bool IsTrue(JsonElement cloudEvent, string name) =>
        cloudEvent.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.True;
}
