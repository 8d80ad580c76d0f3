using System.Text.Json;

namespace WebhookSystem.Simulator;

/// <summary>The development secrets by source, as each provider would show them.</summary>
internal static class Secrets
{
    public static IReadOnlyDictionary<string, string> Load() =>
        JsonSerializer.Deserialize<Dictionary<string, string>>(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "development-secrets.json"))) ?? [];
}
