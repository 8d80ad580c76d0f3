using System.Text.Json;

namespace WebhookSystem.Verification.Content;

/// <summary>Text in JSON that nobody has believed yet.</summary>
internal static class JsonText
{
    /// <summary>Null where the value is no string, or is none that can be read: half of a surrogate pair.</summary>
    public static string? Of(JsonElement value)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString() : null;
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }
}
