using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Unicode;

namespace WebhookSystem.Dashboard.Fetch;

/// <summary>A body for the eye. It is an attacker's text: shown as text, never as markup.</summary>
/// <param name="Pretty">Indented, where it is JSON or a form; else null.</param>
/// <param name="Raw">The text itself, or its bytes in hex.</param>
/// <param name="IsCut">More is there than is shown.</param>
internal sealed record BodyText(string? Pretty, string Raw, bool IsCut)
{
    /// <summary>More than a browser's text pane takes with ease. All of it can be downloaded.</summary>
    private const int ShownBytesMax = 192 * 1024;

    private const int HexBytesMax = 4 * 1024;
    private const int HexLineBytes = 16;
    private const string FormMediaType = "application/x-www-form-urlencoded";

    private static readonly JsonWriterOptions Indented = new()
    {
        Indented = true,

        // Razor encodes what it shows; here an é is better than its escape.
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static BodyText Of(EventBody body)
    {
        var bytes = body.Bytes.Span;
        if (!Utf8.IsValid(bytes))
            return new(null, Hex(bytes[..Math.Min(bytes.Length, HexBytesMax)]), bytes.Length > HexBytesMax);
        var cut = bytes.Length > ShownBytesMax;
        var pretty = cut ? null : Json(body.Bytes) ?? Form(body);
        return new(pretty, Encoding.UTF8.GetString(cut ? bytes[..ShownBytesMax] : bytes), cut);
    }

    private static string? Json(ReadOnlyMemory<byte> bytes)
    {
        try
        {
            using var document = JsonDocument.Parse(bytes);
            using var text = new MemoryStream();
            using (var writer = new Utf8JsonWriter(text, Indented))
                document.WriteTo(writer);
            return Encoding.UTF8.GetString(text.GetBuffer(), 0, (int)text.Length);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            // InvalidOperationException: an escaped lone surrogate, which cannot be written again.
            return null;
        }
    }

    private static string? Form(EventBody body)
    {
        if (body.ContentType?.StartsWith(FormMediaType, StringComparison.OrdinalIgnoreCase) is not true)
            return null;
        var fields = Encoding.UTF8.GetString(body.Bytes.Span).Split('&').Select(static field =>
            string.Join(" = ", field.Split('=', 2).Select(Unescape)));
        return string.Join('\n', fields);
    }

    private static string Unescape(string part) => Uri.UnescapeDataString(part.Replace('+', ' '));

    private static string Hex(ReadOnlySpan<byte> bytes)
    {
        var text = new StringBuilder();
        foreach (var line in bytes.ToArray().Chunk(HexLineBytes))
            text.AppendJoin(' ', line.Select(static one => $"{one:x2}")).Append('\n');
        return text.ToString();
    }
}
