using System.Text.Json;

namespace WebhookSystem.Live.Traffic;

/// <summary>An event as its provider has it. Two of one name with other bodies are a conflict.</summary>
/// <param name="Key">The event's own id where its source has no keys, as the product names it.</param>
/// <param name="Position">Null where its source has no positions.</param>
internal sealed record Delivery(LiveSource Source, string Key, string Id, long? Position, byte[] Body)
{
    public EventName Name => new(Source.Name, Key, Id);

    /// <param name="variant">Tells bodies of one event apart.</param>
    /// <param name="padding">Text that makes the body as large as it is to be.</param>
    public static Delivery Of(
        LiveSource source, string key, string id, long? position, int variant = 0, string padding = "")
    {
        var body = JsonSerializer.SerializeToUtf8Bytes(
            new { type = "order.paid", data = new { key, position = position ?? 0, variant, padding } });
        return new(source, source.IsKeyed ? key : id, id, position, body);
    }
}

/// <summary>An event's identity.</summary>
internal readonly record struct EventName(string Source, string Key, string Id);
