using System.Text.Json;

namespace WebhookSystem.LocalAws.Sqs.Settings;

internal static class PolicyText
{
    /// <summary>The policy's JSON object.</summary>
    public static JsonElement Parse(string text, string attribute)
    {
        try
        {
            using var document = JsonDocument.Parse(text);
            if (document.RootElement.ValueKind == JsonValueKind.Object)
                return document.RootElement.Clone();
        }
        catch (JsonException)
        {
            // Refused below, as any other text that is no object.
        }

        throw Refusals.InvalidValue(text, attribute, "Redrive policy is not a valid JSON map.");
    }
}
