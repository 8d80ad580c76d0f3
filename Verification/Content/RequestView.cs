using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Unicode;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Content;

/// <summary>What a scheme may ask of a request beyond its raw bytes: read only where it asks, and only once.</summary>
internal sealed class RequestView(ISignedHeaders headers, ReadOnlyMemory<byte> body, RequestAddress address)
    : IDisposable
{
    // A name that stands twice leaves open which value was meant: the request is then of no form.
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    private readonly List<JsonDocument> _documents = [];
    private JsonElement? _json;
    private string? _bodyDigest;

    /// <summary>Whether a form may come in parts.</summary>
    public bool ReadsMultipart { get; init; }

    public ReadOnlyMemory<byte> Body => body;

    public string Method => address.Method ?? "POST";

    public RequestUrl? Url { get; } = address.Url is { } url ? RequestUrl.Parse(url) : null;

    public string BodyDigest => _bodyDigest ??= Convert.ToHexStringLower(SHA256.HashData(body.Span));

    public IReadOnlyList<Field> Form => field ??= Boundary is { } boundary
        ? MultipartForm.ReadAll(body.Span, boundary)
        : IsForm ? Field.ReadAll(Encoding.UTF8.GetString(body.Span)) : [];

    /// <summary>Whether the form is in parts, whose boundary each delivery draws anew.</summary>
    public bool IsMultipart => Boundary is not null;

    /// <summary>The form's fields; null where there is a body that is no form, and so is not in them.</summary>
    public IReadOnlyList<Field>? FormOrNone => IsForm || body.IsEmpty ? Form : null;

    private bool IsForm => headers.Read("Content-Type", out var type) == 1
        && type.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase);

    private string? Boundary => ReadsMultipart && headers.Read("Content-Type", out var type) == 1
        ? MultipartForm.BoundaryOf(type)
        : null;

    /// <summary>The value's text; null where it is absent, there twice, or no text.</summary>
    public string? Find(Place place) => place.Kind switch
    {
        PlaceKind.Header => headers.Read(place.Name, out var value) == 1 ? value : null,
        PlaceKind.Query => Field.Single(Url?.Query ?? [], place.Name),
        PlaceKind.Body => Text(At(_json ??= Parse(body), place.Path)),
        PlaceKind.Raw => At(_json ??= Parse(body), place.Path) is { } element ? element.GetRawText() : null,
        PlaceKind.Form when place.Path.Length == 0 => Field.Single(Form, place.Name),
        PlaceKind.Form => Field.Single(Form, place.Name) is { } json
            ? Text(At(Parse(Encoding.UTF8.GetBytes(json)), place.Path))
            : null,
    };

    public void Dispose() => _documents.ForEach(document => document.Dispose());

    private JsonElement Parse(ReadOnlyMemory<byte> json)
    {
        // Bytes that are no text would pass the parser, and fail whoever asks for a value's text.
        if (!Utf8.IsValid(json.Span))
            return default;
        try
        {
            var document = JsonDocument.Parse(json, Strict);
            _documents.Add(document);
            return document.RootElement;
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            // Not JSON, or names in it that are no text.
            return default;
        }
    }

    internal static JsonElement? At(JsonElement element, string pointer)
    {
        foreach (var token in pointer.Split('/').Skip(1))
        {
            var name = token.Replace("~1", "/", StringComparison.Ordinal).Replace("~0", "~", StringComparison.Ordinal);
            var found = element.ValueKind switch
            {
                JsonValueKind.Object => element.TryGetProperty(name, out element),
                JsonValueKind.Array => int.TryParse(name, out var index) && index >= 0
                    && index < element.GetArrayLength() && (element = element[index]).ValueKind >= 0,
                _ => false,
            };
            if (!found)
                return null;
        }

        return element;
    }

    private static string? Text(JsonElement? element) => element?.ValueKind switch
    {
        JsonValueKind.String => JsonText.Of(element.Value),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => element.Value.GetRawText(),
        JsonValueKind.Object or JsonValueKind.Array => "",
        _ => null,
    };
}
