using System.Runtime.InteropServices;
using System.Text.Json;
using WebhookSystem.Verification.Content;

namespace WebhookSystem.Verification.Facts;

/// <summary>Several events in one request. The entry's places for an event are then within an element.</summary>
public sealed record Batch
{
    /// <summary>Events of one request; a longer array is refused.</summary>
    public const int EventsMax = 1000;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>The JSON pointer to the array; empty where it is the body itself.</summary>
    public string At { get; init; } = "";

    /// <summary>Each element brings its own proof, so that those of the entry are within an element too.</summary>
    public bool EachIsSigned { get; init; }

    /// <summary>The elements byte for byte; null where the body has no such array, and so is one event.</summary>
    public IReadOnlyList<ReadOnlyMemory<byte>>? Elements(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var document = JsonDocument.Parse(body, Strict);
            return RequestView.At(document.RootElement, At) is { ValueKind: JsonValueKind.Array } array
                ? [.. array.EnumerateArray().Select(element => Slice(body, element))]
                : null;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Not JSON, or names in it that are no text.
            return null;
        }
    }

    private static ReadOnlyMemory<byte> Slice(ReadOnlyMemory<byte> body, JsonElement element)
    {
        var raw = JsonMarshal.GetRawUtf8Value(element);
        return body.Span.Overlaps(raw, out var offset) ? body.Slice(offset, raw.Length) : raw.ToArray();
    }
}
