using System.Text;
using System.Text.Json;
using WebhookSystem.Verification;

namespace WebhookSystem.Verify;

/// <summary>One delivery that was written down, and the clock to judge it by.</summary>
/// <param name="Now">Null where no time is to be held against it.</param>
/// <param name="Expected">What whoever wrote it down says of it.</param>
internal sealed record Vector(
    string Id, string Provider, string? Secret, SignedRequest<VectorHeaders> Request, DateTimeOffset? Now,
    TimeSpan? Tolerance, string? Expected);

/// <summary>The headers of a vector; one that came twice is an array.</summary>
internal sealed class VectorHeaders(IReadOnlyList<(string Name, string Value)> headers) : ISignedHeaders
{
    public int Read(string name, out string value)
    {
        var values = headers.Where(header => header.Name.Equals(name, StringComparison.OrdinalIgnoreCase)).ToList();
        value = values.Count > 0 ? values[0].Value : "";
        return values.Count;
    }
}

/// <summary>Reads a file of vectors.</summary>
internal static class VectorFile
{
    public static IReadOnlyList<Vector> Read(string path)
    {
        using var file = JsonDocument.Parse(File.ReadAllBytes(path));
        return [.. file.RootElement.GetProperty("vectors").EnumerateArray().Select(Read)];
    }

    private static Vector Read(JsonElement vector) => new(
        Text(vector, "id") ?? "", Text(vector, "provider") ?? "", Text(vector, "secret") ?? Text(vector, "publicKey"),
        new(
            Headers(vector), Encoding.UTF8.GetBytes(Text(vector, "body") ?? ""),
            new(Text(vector, "method"), Text(vector, "url"))),
        Number(vector, "now") is { } now ? DateTimeOffset.UnixEpoch.AddSeconds(now) : null,
        Number(vector, "toleranceSeconds") is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
        Text(vector, "expected"));

    private static VectorHeaders Headers(JsonElement vector) => new(
        vector.TryGetProperty("headers", out var headers) && headers.ValueKind == JsonValueKind.Object
            ? [.. headers.EnumerateObject().SelectMany(header => header.Value.ValueKind == JsonValueKind.Array
                ? header.Value.EnumerateArray().Select(value => (header.Name, value.ToString()))
                : [(header.Name, header.Value.ToString())])]
            : []);

    private static double? Number(JsonElement element, string name) =>
        element.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;

    // A key may stand there as an object: a JSON Web Key is one.
    private static string? Text(JsonElement element, string name) =>
        !element.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null ? null
        : value.ValueKind == JsonValueKind.String ? value.GetString() : value.GetRawText();
}
