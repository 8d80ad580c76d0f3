using Microsoft.AspNetCore.Components.Authorization;
using WebhookSystem.Dashboard.Admit;

namespace WebhookSystem.Dashboard.Act;

/// <summary>Who acts on this circuit. A disabled button is a courtesy; this is the guard.</summary>
internal sealed class Operator(AuthenticationStateProvider people)
{
    /// <summary>The operator's name, for the audit trail.</summary>
    /// <exception cref="UnauthorizedAccessException">Nobody is signed in who may act.</exception>
    public async Task<string> RequireAsync()
    {
        var person = (await people.GetAuthenticationStateAsync()).User;
        return person.IsInRole(Roles.Operator)
            ? person.Identity?.Name ?? person.FindFirst("sub")?.Value ?? "operator"
            : throw new UnauthorizedAccessException("Only an operator may act.");
    }
}
