using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebhookSystem.Contracts.Ordering;

/// <summary>A ring as the array of its entries.</summary>
internal sealed class ReleaseRingConverter : JsonConverter<ReleaseRing>
{
    public override ReleaseRing Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        [.. JsonSerializer.Deserialize(ref reader, ContractsJson.Default.ReleasedEntryArray) ?? []];

    public override void Write(Utf8JsonWriter writer, ReleaseRing value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var chunk in value.Chunks)
        {
            foreach (var entry in chunk)
                JsonSerializer.Serialize(writer, entry, ContractsJson.Default.ReleasedEntry);
        }

        writer.WriteEndArray();
    }
}
