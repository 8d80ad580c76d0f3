using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using WebhookSystem.Ingress.Observe;

namespace WebhookSystem.Ingress.Tests.Room;

/// <summary>Meters of a test's own.</summary>
internal static class Meters
{
    public static SecretUses SecretUses() =>
        new(new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());
}
