using Microsoft.Extensions.Options;
using WebhookSystem.Contracts.Sources;
using WebhookSystem.Dashboard.Probe;

namespace WebhookSystem.Dashboard.Consult;

/// <summary>Where providers send to: as registered, as configured, or where Ingress answers its probe.</summary>
internal sealed class IngressAddress(IOptions<DashboardOptions> options, IOptionsMonitor<HealthOptions> health)
{
    private const string Probe = "ingress";

    public Uri? Of(SourceConfiguration source) => source.Url is { } registered
        ? new Uri(registered)
        : Base is { } ingress ? new Uri(ingress, $"/hooks/{source.Name}") : null;

    /// <summary>Where a request can be sent from here, whatever is registered.</summary>
    public Uri? Reached(SourceConfiguration source) =>
        Base is { } ingress ? new Uri(ingress, $"/hooks/{source.Name}") : Of(source);

    private Uri? Base => options.Value.Ingress ?? health.CurrentValue.Probes.GetValueOrDefault(Probe);
}
