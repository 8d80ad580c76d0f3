using System.Text.Json;
using System.Text.Json.Serialization;

namespace Amazon.Lambda.Serialization.SystemTextJson.Converters;

/// <summary>
/// Reads ISO 8601 text, and numbers as Unix seconds; beyond the year 5000 they are milliseconds (Kinesis).
/// </summary>
internal sealed class DateTimeConverter : JsonConverter<DateTime>
{
    private const long SecondsMax = 157_753_180_800;

    public override DateTime Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType == JsonTokenType.String && reader.TryGetDateTime(out var instant))
            return instant;
        if (reader.TokenType != JsonTokenType.Number)
            throw new JsonSerializerException($"A {reader.TokenType} is no date.");
        if (!reader.TryGetInt64(out var whole))
            return DateTime.UnixEpoch.AddSeconds(reader.GetDouble());
        return whole > SecondsMax ? DateTime.UnixEpoch.AddMilliseconds(whole) : DateTime.UnixEpoch.AddSeconds(whole);
    }

    public override void Write(Utf8JsonWriter writer, DateTime value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value);
}
