using System.Text;
using System.Text.Json;
using System.Text.Unicode;

namespace WebhookSystem.Ingress.Extract.Find;

/// <summary>A string or number where it stands in the body; default where there is none.</summary>
internal readonly record struct JsonSlice(int Start, int Length, bool IsString, bool IsEscaped)
{
    /// <summary>The string's text, or the number as it is written; null where empty or no text at all.</summary>
    public string? Text(ReadOnlySpan<byte> body)
    {
        var bytes = body.Slice(Start, Length);
        if (bytes.IsEmpty || !Utf8.IsValid(bytes))
            return null;
        return IsEscaped ? Unescape(body.Slice(Start - 1, Length + 2)) : Encoding.UTF8.GetString(bytes);
    }

    private static string? Unescape(ReadOnlySpan<byte> quoted)
    {
        var reader = new Utf8JsonReader(quoted);
        reader.Read();
        try
        {
            return reader.GetString();
        }
        catch (InvalidOperationException)
        {
            // Half of a surrogate pair stands for no character.
            return null;
        }
    }
}
