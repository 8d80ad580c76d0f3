using System.Text;
using WebhookSystem.Verification.Facts;

namespace WebhookSystem.Verification.Content;

/// <summary>The forms that providers bring parts of a request into before they sign them.</summary>
internal static class Canonical
{
    private const int HeadersMax = 64;

    private static readonly Dictionary<string, string> Escapes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["%3A"] = ":", ["%2F"] = "/", ["%3F"] = "?", ["%40"] = "@", ["%21"] = "!", ["%24"] = "$", ["%27"] = "'",
        ["%28"] = "(", ["%29"] = ")", ["%2A"] = "*", ["%2C"] = ",", ["%3B"] = ";",
    };

    /// <summary><c>name=value</c> between ampersands, by name and then by value.</summary>
    public static string Pairs(IEnumerable<Field> fields) =>
        string.Join('&', Sorted(fields).Select(field => $"{field.Name}={field.Value}"));

    /// <summary>Names and values one after the other; a value that comes twice under one name counts once.</summary>
    public static string RunTogether(IEnumerable<Field> fields) =>
        string.Concat(Sorted(fields.Distinct()).Select(field => field.Name + field.Value));

    /// <summary>As PHP's <c>serialize</c> writes the fields, without the one that holds the signature.</summary>
    public static string Serialized(IEnumerable<Field> fields, string? signature)
    {
        var sorted = Sorted(fields.Where(field => field.Name != signature)).ToArray();
        var text = new StringBuilder($"a:{sorted.Length}:{{");
        foreach (var field in sorted)
            text.Append(Text(field.Name)).Append(Text(field.Value));
        return text.Append('}').ToString();

        static string Text(string value) => $"s:{Encoding.UTF8.GetByteCount(value)}:\"{value}\";";
    }

    /// <summary>
    /// The listed headers as <c>name:value</c> between semicolons; null where one is missing, or the timestamp is not
    /// among them and so anybody's.
    /// </summary>
    public static string? Headers(RequestView request, string? listHeader, string? timestampHeader)
    {
        var names = request.Find(new(PlaceKind.Header, listHeader ?? ""))?.Split(',') ?? [];
        var lines = names.Take(HeadersMax + 1)
            .Select(name => name.Trim().ToLowerInvariant()).Order(StringComparer.Ordinal)
            .Select(name => request.Find(new(PlaceKind.Header, name)) is { } value ? $"{name}:{value.Trim()}" : null)
            .ToArray();
        var isTimed = timestampHeader is null
            || names.Any(name => name.Trim().Equals(timestampHeader, StringComparison.OrdinalIgnoreCase));
        return !isTimed || lines.Length is 0 or > HeadersMax || lines.Contains(null) ? null : string.Join(';', lines);
    }

    /// <summary>Undoes the escapes of reserved characters, and no others.</summary>
    public static string Undo(string url)
    {
        var text = new StringBuilder(url.Length);
        for (var at = 0; at < url.Length; at++)
        {
            var isEscape = url[at] == '%' && at + 2 < url.Length && Escapes.ContainsKey(url.Substring(at, 3));
            text.Append(isEscape ? Escapes[url.Substring(at, 3)] : url[at]);
            at += isEscape ? 2 : 0;
        }

        return text.ToString();
    }

    private static IEnumerable<Field> Sorted(IEnumerable<Field> fields) =>
        fields.OrderBy(field => field.Name, StringComparer.Ordinal)
            .ThenBy(field => field.Value, StringComparer.Ordinal);
}
