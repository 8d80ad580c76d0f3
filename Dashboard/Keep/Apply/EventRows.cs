using System.Text;
using System.Text.Json;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Dashboard.Keep.Storage;

namespace WebhookSystem.Dashboard.Keep.Apply;

/// <summary>An event's own item: what it is and when it came.</summary>
internal static class EventRows
{
    /// <summary>Of a body, this much is found by its text.</summary>
    private const int SearchedBodyBytes = 1024;

    private const string Put = """
        INSERT INTO event (source, key, id, type, ordered, provider_id, position, arrival, received_at, content_type,
            headers, digest, configuration, delivery_id, traceparent, size, bucket, object_key, search, expires_at)
        VALUES ($source, $key, $id, $type, $ordered, $provider_id, $position, $arrival, $received_at, $content_type,
            $headers, $digest, $configuration, $delivery_id, $traceparent, $size, $bucket, $object_key, $search,
            $expires_at)
        ON CONFLICT (source, key, id) DO UPDATE SET type = excluded.type, ordered = excluded.ordered,
            provider_id = excluded.provider_id, position = excluded.position, arrival = excluded.arrival,
            received_at = excluded.received_at, content_type = excluded.content_type, headers = excluded.headers,
            digest = excluded.digest, configuration = excluded.configuration, delivery_id = excluded.delivery_id,
            traceparent = excluded.traceparent, size = excluded.size, bucket = excluded.bucket,
            object_key = excluded.object_key, search = excluded.search, expires_at = excluded.expires_at
        """;

    public static void Apply(Writer writer, EventName name, Item? image)
    {
        if (image is null)
        {
            writer.Execute(
                "DELETE FROM event WHERE source = $source AND key = $key AND id = $id",
                ("$source", name.Source), ("$key", name.Key), ("$id", name.Id));
            return;
        }

        var stored = StoredEvent.Read(image);
        writer.Execute(
            Put, ("$source", name.Source), ("$key", name.Key), ("$id", name.Id),
            ("$type", stored.EventType), ("$ordered", stored.Key is not null), ("$provider_id", stored.ProviderId),
            ("$position", stored.Position is { } position ? Micros.Digits(position) : null),
            ("$arrival", stored.Arrival), ("$received_at", Micros.Of(stored.ReceivedAt)),
            ("$content_type", stored.ContentType),
            ("$headers", HeadersOf(stored)),
            ("$digest", stored.Digest), ("$configuration", stored.Configuration), ("$delivery_id", stored.DeliveryId),
            ("$traceparent", stored.TraceParent), ("$size", stored.Size),
            ("$bucket", stored.Ticket?.Bucket), ("$object_key", stored.Ticket?.Key),
            ("$search", SearchText(stored)), ("$expires_at", stored.ExpiresAt.ToUnixTimeSeconds()));
    }

    private static string HeadersOf(StoredEvent stored) =>
        JsonSerializer.Serialize(stored.Headers, ReadModelJson.Default.IReadOnlyDictionaryStringString);

    /// <summary>Everything a person might remember of an event, in one lower-case text.</summary>
    private static string SearchText(StoredEvent stored)
    {
        var text = new StringBuilder()
            .AppendJoin(
                '\n', stored.EventId, stored.EventType, stored.CollectionKey, stored.ProviderId, stored.DeliveryId,
                stored.TraceParent, stored.Digest).Append('\n');
        foreach (var (header, value) in stored.Headers)
            text.Append(header).Append(": ").Append(value).Append('\n');
        if (stored.PackedBody is { } packed)
            text.Append(Encoding.UTF8.GetString(Beginning(packed.Span, stored.Size)));
        return text.ToString().ToLowerInvariant();
    }

    private static ReadOnlySpan<byte> Beginning(ReadOnlySpan<byte> packed, long size)
    {
        var body = new byte[Math.Min(Math.Max(size, 0), SearchedBodyBytes)];
        using var decoder = default(System.IO.Compression.BrotliDecoder);
        decoder.Decompress(packed, body, out _, out var written);
        return body.AsSpan(0, written);
    }
}
