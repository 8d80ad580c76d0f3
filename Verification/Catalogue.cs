using System.Text.Json;
using System.Text.Json.Serialization;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Verification;

/// <summary>The providers that are known by data.</summary>
public static class Catalogue
{
    public static IReadOnlyDictionary<string, Scheme> Providers { get; } = Read();

    private static Dictionary<string, Scheme> Read()
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream("providers.json")
            ?? throw new InvalidOperationException("The catalogue is not part of the assembly.");
        return JsonSerializer.Deserialize(stream, CatalogueJson.Default.DictionaryStringScheme)
            ?? throw new JsonException("The catalogue is the JSON value null.");
    }
}

internal sealed class LocationConverter : JsonConverter<Location>
{
    public override Location Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) =>
        Location.TryParse(reader.GetString() ?? "", out var location)
            ? location!
            : throw new JsonException($"{Location.Grammar} is wanted.");

    public override void Write(Utf8JsonWriter writer, Location value, JsonSerializerOptions options) =>
        writer.WriteStringValue(value.ToString());
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(LocationConverter)])]
[JsonSerializable(typeof(Dictionary<string, Scheme>))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
