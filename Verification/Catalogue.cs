using System.Text.Json;
using System.Text.Json.Serialization;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification;

/// <summary>The providers that are known by data.</summary>
public static class Catalogue
{
    public static IReadOnlyDictionary<string, Scheme> Providers { get; } = Own();

    /// <summary>Reads entries by name.</summary>
    /// <exception cref="CatalogueException">Every fault that was found, each with its place and its reason.</exception>
    public static IReadOnlyDictionary<string, Scheme> Parse(ReadOnlySpan<byte> json)
    {
        var entries = Read(json);
        string[] faults =
        [
            .. entries.SelectMany(entry => EntryRules.Faults(entry.Value)
                .Select(fault => $"/{entry.Key}/{fault}")),
            .. entries.Where(entry => entry.Value.FormOf is { } other && !entries.ContainsKey(other))
                .Select(entry => $"/{entry.Key}/formOf: there is no such entry."),
        ];
        return faults.Length == 0 ? entries : throw new CatalogueException(faults);
    }

    /// <summary>The entry, and after it those for the other forms of its provider's requests.</summary>
    public static IEnumerable<Scheme> FormsOf(string provider) => Providers.Where(entry => entry.Key == provider)
        .Concat(Providers.Where(entry => entry.Value.FormOf == provider)).Select(entry => entry.Value);

    private static Dictionary<string, Scheme> Read(ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, CatalogueJson.Default.DictionaryStringScheme)
                ?? throw new CatalogueException(["/: an object of entries is wanted."]);
        }
        catch (JsonException fault)
        {
            throw new CatalogueException([$"line {fault.LineNumber + 1}, {fault.Path}: {fault.Message}"]);
        }
    }

    private static IReadOnlyDictionary<string, Scheme> Own()
    {
        using var stream = typeof(Catalogue).Assembly.GetManifestResourceStream("providers.json")
            ?? throw new InvalidOperationException("The catalogue is not part of the assembly.");
        var json = new byte[stream.Length];
        stream.ReadExactly(json);
        return Parse(json);
    }
}

/// <summary>The catalogue cannot be used; the message lists every fault.</summary>
public sealed class CatalogueException(IReadOnlyList<string> faults) : Exception(string.Join('\n', faults))
{
    public IReadOnlyList<string> Faults { get; } = faults;
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
    AllowDuplicateProperties = false,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true,
    Converters = [typeof(LocationConverter), typeof(PlaceConverter)])]
[JsonSerializable(typeof(Dictionary<string, Scheme>))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
