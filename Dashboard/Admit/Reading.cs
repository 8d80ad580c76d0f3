using System.Net;
using Microsoft.AspNetCore.Authorization;
using Microsoft.Extensions.Options;

namespace WebhookSystem.Dashboard.Admit;

/// <summary>Whoever is signed in may look; and where sign-in is local, whoever sits at this machine.</summary>
internal sealed class ReadingRequirement : IAuthorizationRequirement;

internal sealed class Reading(IOptionsMonitor<AdmitOptions> options) : AuthorizationHandler<ReadingRequirement>
{
    protected override Task HandleRequirementAsync(
        AuthorizationHandlerContext context, ReadingRequirement requirement)
    {
        if (context.User.Identity?.IsAuthenticated is true
            || (context.Resource is HttpContext request && IsOpenTo(request)))
            context.Succeed(requirement);
        return Task.CompletedTask;
    }

    /// <summary>
    /// The name asked for counts too: a page elsewhere whose own name comes to mean this machine is still elsewhere.
    /// </summary>
    private bool IsOpenTo(HttpContext request) =>
        options.CurrentValue is { Authentication: SignIn.Local, OpenOnLoopback: true }
        && request.Connection.RemoteIpAddress is { } remote && IPAddress.IsLoopback(remote)
        && (request.Request.Host.Host is "localhost"
            || (IPAddress.TryParse(request.Request.Host.Host.Trim('[', ']'), out var host)
                && IPAddress.IsLoopback(host)));
}
