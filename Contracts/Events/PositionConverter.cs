using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebhookSystem.Contracts.Events;

/// <summary>A position as a string of decimal digits: JSON numbers are read as doubles by too many.</summary>
internal sealed class PositionConverter : JsonConverter<Int128>
{
    public override Int128 Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Int128.TryParse(reader.GetString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var value)
            ? value
            : throw new JsonException("A position is a string of decimal digits.");

    public override void Write(Utf8JsonWriter writer, Int128 value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString(CultureInfo.InvariantCulture));
}
