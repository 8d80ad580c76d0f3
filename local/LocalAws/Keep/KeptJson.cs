using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebhookSystem.LocalAws.Keep;

/// <summary>How declarations are written: all that a record was made of, nothing that it computes.</summary>
internal static class KeptJson
{
    public static JsonSerializerOptions Options { get; } = With();

    public static JsonSerializerOptions With(params ReadOnlySpan<JsonConverter> converters)
    {
        var options = new JsonSerializerOptions
        {
            IgnoreReadOnlyProperties = true,
            IncludeFields = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            Converters = { new JsonStringEnumConverter() },
        };
        foreach (var converter in converters)
            options.Converters.Add(converter);
        return options;
    }
}
