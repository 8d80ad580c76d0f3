using System.Text.Json;
using WebhookSystem.Verification.Sign;
using Entries = WebhookSystem.Verification.Catalogue;

namespace WebhookSystem.Simulator.Providers;

/// <summary>
/// The providers that can be played: a few by heart, whose objects live a life, and all others by their entry.
/// </summary>
internal static class Catalogue
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Those that are played where no single one is asked for.</summary>
    public static IReadOnlyList<IProvider> ByHeart { get; } =
        [new Stripe(), new GitHub(), new Shopify(), new Slack(), new StandardWebhooks()];

    public static IEnumerable<string> Names =>
        ByHeart.Select(provider => provider.Source).Union(Entries.Providers.Keys).Order(StringComparer.Ordinal);

    /// <summary>A provider by its entry, signing with the key.</summary>
    public static Catalogued Of(string name, SenderKey key) => new(
        name, Entries.Providers[name], Shapes.Value.GetValueOrDefault(name) ?? new(), key);

    private static readonly Lazy<Dictionary<string, DeliveryShape>> Shapes = new(() =>
        JsonSerializer.Deserialize<Dictionary<string, DeliveryShape>>(
            File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "deliveries.json")), Json) ?? []);
}
