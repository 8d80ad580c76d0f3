using System.Text;
using System.Text.Json.Nodes;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Sign;

/// <summary>A request that is being written, until it is signed.</summary>
public sealed class Draft : ISignedHeaders
{
    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    public string Method { get; init; } = "POST";

    public string Url { get; private set; } = "https://hooks.example.com/in";

    public byte[] Body { get; private set; } = "{}"u8.ToArray();

    public IReadOnlyDictionary<string, string> Headers => _headers;

    public RequestAddress Address => new(Method, Url);

    public Draft WithUrl(string url)
    {
        Url = url;
        return this;
    }

    public Draft WithBody(byte[] body, string contentType)
    {
        Body = body;
        _headers["Content-Type"] = contentType;
        return this;
    }

    public Draft WithHeader(string name, string value)
    {
        _headers[name] = value;
        return this;
    }

    public int Read(string name, out string value)
    {
        value = _headers.GetValueOrDefault(name) ?? "";
        return _headers.ContainsKey(name) ? 1 : 0;
    }

    /// <summary>Puts a value where its reader will look for it.</summary>
    internal void Set(Place place, string value)
    {
        switch (place.Kind)
        {
            case PlaceKind.Header:
                _headers[place.Name] = value;
                break;
            case PlaceKind.Query:
                var before = Url.Contains('?', StringComparison.Ordinal) ? '&' : '?';
                Url += $"{before}{place.Name}={Uri.EscapeDataString(value)}";
                break;
            case PlaceKind.Body or PlaceKind.Raw:
                Body = Encoding.UTF8.GetBytes(Filled(Encoding.UTF8.GetString(Body), place.Path, value));
                break;
            case PlaceKind.Form:
                SetField(place, value);
                break;
        }
    }

    /// <summary>Puts JSON at a pointer into the body.</summary>
    internal void SetRaw(string pointer, byte[] json) =>
        Body = Encoding.UTF8.GetBytes(Filled(Encoding.UTF8.GetString(Body), pointer, JsonNode.Parse(json)!));

    private void SetField(Place place, string value)
    {
        var fields = Content.Field.ReadAll(Body is [(byte)'{', ..] ? "" : Encoding.UTF8.GetString(Body));
        var text = place.Path.Length == 0
            ? value
            : Filled(Content.Field.Single(fields, place.Name) ?? "{}", place.Path, value);
        fields.RemoveAll(field => field.Name == place.Name);
        fields.Add(new(place.Name, text));
        WithBody(Content.Field.WriteAll(fields), "application/x-www-form-urlencoded");
    }

    /// <summary>The form in parts.</summary>
    internal void PartForm()
    {
        var (body, contentType) = Content.MultipartForm.Write(Content.Field.ReadAll(Encoding.UTF8.GetString(Body)));
        WithBody(body, contentType);
    }

    private static string Filled(string json, string pointer, JsonNode value)
    {
        var root = JsonNode.Parse(json)!;
        var tokens = pointer.Split('/')[1..];
        var node = root;
        foreach (var (token, next) in tokens.Zip(tokens.Skip(1)))
        {
            node = Child(node, token)
                ?? Added(node, token, char.IsAsciiDigit(next[0]) ? new JsonArray() : new JsonObject());
        }

        Added(node, tokens[^1], value);
        return root.ToJsonString();
    }

    private static JsonNode? Child(JsonNode node, string token) => node is JsonArray array
        ? array.ElementAtOrDefault(int.Parse(token, System.Globalization.CultureInfo.InvariantCulture))
        : node[token];

    private static JsonNode Added(JsonNode node, string token, JsonNode child)
    {
        if (node is JsonArray array)
            array.Add(child);
        else
            node[token] = child;
        return child;
    }
}
