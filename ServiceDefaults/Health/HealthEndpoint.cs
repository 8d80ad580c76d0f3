using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace WebhookSystem.ServiceDefaults.Health;

/// <summary>Says whether the room can work: 200 where every check passes, else 503.</summary>
public static class HealthEndpoint
{
    public const string Path = "/health";

    extension(IEndpointRouteBuilder routes)
    {
        public IEndpointConventionBuilder MapHealth() => routes.MapHealthChecks(Path).DisableHttpMetrics();
    }
}
