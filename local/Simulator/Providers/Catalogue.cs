namespace WebhookSystem.Simulator.Providers;

/// <summary>The providers that can be played.</summary>
internal static class Catalogue
{
    public static IReadOnlyList<IProvider> All { get; } =
        [new Stripe(), new GitHub(), new Shopify(), new Slack(), new StandardWebhooks()];
}
