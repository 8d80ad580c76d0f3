using System.Buffers.Text;
using System.Text;
using System.Text.Json;
using WebhookSystem.Verification.Content;

namespace WebhookSystem.Verification.Tokens;

/// <summary>A compact JSON Web Token taken apart; nothing of it is believed yet.</summary>
internal sealed record JsonWebToken(JsonElement Header, JsonElement Claims, byte[] Signed, byte[] Signature)
{
    private const int CharactersMax = 16 * 1024;

    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    /// <summary>Null where the text is no token.</summary>
    public static JsonWebToken? Parse(string text, int charactersMax = CharactersMax)
    {
        if (text.Length > charactersMax || text.Split('.') is not [var header, var claims, var signature])
            return null;
        try
        {
            var token = new JsonWebToken(
                Read(header), Read(claims), Encoding.ASCII.GetBytes($"{header}.{claims}"), Bytes(signature));
            return token.Header.ValueKind == JsonValueKind.Object && token.Claims.ValueKind == JsonValueKind.Object
                && !token.Header.TryGetProperty("crit", out _) ? token : null;
        }
        catch (Exception fault) when (fault is FormatException or JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    public static string? Text(JsonElement element, string name) => element.TryGetProperty(name, out var value)
        ? JsonText.Of(value)
        : null;

    /// <summary>Whether the claim is this text, or an array with it, or a truth value that is written so.</summary>
    public bool Says(string name, string wanted) => Claims.TryGetProperty(name, out var value) && value.ValueKind switch
    {
        JsonValueKind.Array => value.EnumerateArray().Any(element => JsonText.Of(element) == wanted),
        JsonValueKind.True or JsonValueKind.False => value.GetRawText() == wanted,
        _ => JsonText.Of(value) == wanted,
    };

    /// <summary>A claim that is seconds since 1970; null where it is not there or not that.</summary>
    public double? Seconds(string name) =>
        Claims.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Number
            ? value.GetDouble()
            : null;

    private static JsonElement Read(string part)
    {
        using var document = JsonDocument.Parse(Bytes(part), Strict);
        return document.RootElement.Clone();
    }

    // One token has one spelling.
    private static byte[] Bytes(string part)
    {
        var bytes = Base64Url.DecodeFromChars(part);
        return Base64Url.EncodeToString(bytes) == part ? bytes : throw new FormatException("Another spelling.");
    }
}
