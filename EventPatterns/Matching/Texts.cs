using System.Text.Json;

namespace WebhookSystem.EventPatterns.Matching;

/// <summary>
/// Text of an event. What JSON can write and no string can hold, a surrogate that stands alone, is a value and no text.
/// </summary>
internal static class Texts
{
    /// <summary>Null where the value is no text.</summary>
    public static string? Of(JsonElement value)
    {
        if (value.ValueKind != JsonValueKind.String)
            return null;
        try
        {
            return value.GetString();
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    public static bool Equal(JsonElement value, string text)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String && value.ValueEquals(text);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    /// <summary>The last member of that name; null where there is none.</summary>
    public static JsonElement? Member(JsonElement owner, string name)
    {
        try
        {
            return owner.TryGetProperty(name, out var found) ? found : null;
        }
        catch (InvalidOperationException)
        {
            // Some name that begins alike is no text: each is looked at on its own.
            return owner.EnumerateObject().Where(member => IsNamed(member, name))
                .Select(static member => (JsonElement?)member.Value).LastOrDefault();
        }
    }

    private static bool IsNamed(JsonProperty member, string name)
    {
        try
        {
            return member.NameEquals(name);
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }
}
