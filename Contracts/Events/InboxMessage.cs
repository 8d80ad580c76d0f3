using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace WebhookSystem.Contracts.Events;

/// <summary>One accepted event on its way from Ingress to Processor: the text of an SQS message.</summary>
public sealed record InboxMessage
{
    /// <summary>Ingress's own id of this request; the same event delivered again has another.</summary>
    public required string DeliveryId { get; init; }

    public required string Source { get; init; }

    public required string EventId { get; init; }

    public required string EventType { get; init; }

    /// <summary>The id is unique within the source, whatever the key; else within the key.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsUniqueInSource { get; init; }

    /// <summary>The ordering key; absent where the source has no ordering or the event no key.</summary>
    public string? Key { get; init; }

    /// <summary>
    /// Place in the key's order: an integer, or nanoseconds since 1970 for an instant; decimal digits.
    /// </summary>
    [JsonConverter(typeof(PositionConverter))]
    public Int128? Position { get; init; }

    /// <summary>The provider's own number of its current start, where the source names a place for it.</summary>
    [JsonConverter(typeof(PositionConverter))]
    public Int128? Epoch { get; init; }

    public required DateTimeOffset ReceivedAt { get; init; }

    public string? ContentType { get; init; }

    /// <summary>The provider's own id where it is not signed and so not the identity.</summary>
    public string? ProviderId { get; init; }

    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>();

    /// <summary>SHA-256 of the raw body, lower-case hex.</summary>
    public required string Digest { get; init; }

    /// <summary>Version of the source's configuration that the event was read under.</summary>
    public required string Configuration { get; init; }

    /// <summary>
    /// The body as text, where its bytes are UTF-8; else <see cref="Base64"/>, else <see cref="Ticket"/>.
    /// </summary>
    public string? Text { get; init; }

    public byte[]? Base64 { get; init; }

    public ClaimTicket? Ticket { get; init; }

    /// <summary>The item collection's key: an event without an ordering key is its own.</summary>
    [JsonIgnore]
    public string CollectionKey => Key ?? EventId;

    public InboxMessage WithBody(ReadOnlyMemory<byte> body) => Utf8.IsValid(body.Span)
        ? this with { Text = System.Text.Encoding.UTF8.GetString(body.Span), Base64 = null, Ticket = null }
        : this with { Base64 = body.ToArray(), Text = null, Ticket = null };

    /// <summary>The inline body's bytes, unchanged; null where a ticket stands for it.</summary>
    public byte[]? InlineBody() => Base64 ?? (Text is null ? null : System.Text.Encoding.UTF8.GetBytes(Text));

    /// <summary>JSON in UTF-8, within the characters that SQS admits: what it does not admit, JSON escapes.</summary>
    public byte[] ToUtf8() => JsonSerializer.SerializeToUtf8Bytes(this, ContractsJson.Relaxed.InboxMessage);

    /// <summary>The same as <see cref="ToUtf8"/>, as SQS's client wants it.</summary>
    public string ToText() => JsonSerializer.Serialize(this, ContractsJson.Relaxed.InboxMessage);

    /// <summary>
    /// <see cref="ToText()"/> of <see cref="WithBody"/>, with the body copied nowhere but into the text.
    /// </summary>
    public string ToText(ReadOnlySpan<byte> body) => InboxText.Write(this, body);

    /// <exception cref="JsonException">The text is no inbox message; the exception says where.</exception>
    public static InboxMessage Parse(string text) =>
        JsonSerializer.Deserialize(text, ContractsJson.Default.InboxMessage)
        ?? throw new JsonException("The message is the JSON value null.");
}
