using System.Text.Json;
using System.Text.Json.Serialization;

namespace WebhookSystem.Verification;

/// <summary>How the signature header holds its signatures.</summary>
public enum HeaderGrammar
{
    /// <summary>One signature, after the prefix.</summary>
    One,

    /// <summary><c>name=value</c> pairs between commas.</summary>
    Pairs,

    /// <summary>Signatures between blanks, each after the prefix.</summary>
    List,
}

/// <summary>How bytes are written as text.</summary>
public enum BytesEncoding
{
    Raw,
    Hex,
    Base64,
}

/// <summary>How a provider signs, as data: HMAC-SHA256 over a content built from the request.</summary>
public sealed record Scheme
{
    public required string SignatureHeader { get; init; }

    public HeaderGrammar Grammar { get; init; }

    // Settable: generated JSON code gives an absent init-only member its type's default, and not the one stated here.
    public string Prefix { get; set; } = "";

    public string? SignatureField { get; init; }

    public string? TimestampField { get; init; }

    public string? TimestampHeader { get; init; }

    public string? IdHeader { get; init; }

    /// <summary>Literal text with <c>{body}</c> once, and <c>{timestamp}</c> and <c>{id}</c> where they are signed.</summary>
    public required string Content { get; init; }

    public required BytesEncoding Encoding { get; init; }

    /// <summary>How the key's bytes stand in the secret as the provider shows it.</summary>
    public BytesEncoding SecretEncoding { get; init; }

    public string SecretPrefix { get; set; } = "";

    /// <summary>How old a signed timestamp may be; null where none is signed.</summary>
    public TimeSpan? Tolerance { get; init; }
}

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

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UseStringEnumConverter = true,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    RespectNullableAnnotations = true)]
[JsonSerializable(typeof(Dictionary<string, Scheme>))]
internal sealed partial class CatalogueJson : JsonSerializerContext;
