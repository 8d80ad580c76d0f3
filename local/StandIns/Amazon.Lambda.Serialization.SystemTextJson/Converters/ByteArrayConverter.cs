using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.Serialization.SystemTextJson.Converters;

/// <summary>Writes byte arrays as arrays of numbers, as other runtimes do; reads those, and base64.</summary>
internal sealed class ByteArrayConverter : JsonConverter<byte[]>
{
    public override byte[] Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String)
            return reader.GetBytesFromBase64();
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException($"A {reader.TokenType} is no byte array.");

        var bytes = new List<byte>();
        while (reader.Read() && reader.TokenType == JsonTokenType.Number)
            bytes.Add(reader.GetByte());
        return reader.TokenType == JsonTokenType.EndArray ? [.. bytes]
            : throw new JsonException($"A {reader.TokenType} is no byte.");
    }

    public override void Write(Utf8JsonWriter writer, byte[] value, JsonSerializerOptions options)
    {
        writer.WriteStartArray();
        foreach (var one in value)
            writer.WriteNumberValue(one);
        writer.WriteEndArray();
    }
}
