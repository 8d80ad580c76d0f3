using WebhookSystem.Contracts.Sources;
using WebhookSystem.Ingress.Extract;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Receive;

/// <summary>A source as configured, and what was made ready for it.</summary>
internal sealed record KnownSource(SourceConfiguration Configuration, Scheme Scheme, string ConfigurationVersion)
{
    public string Name => Configuration.Name;

    public Wanted Wanted { get; } = new(Configuration, Scheme);
}
