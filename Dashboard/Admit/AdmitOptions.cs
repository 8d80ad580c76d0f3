using System.ComponentModel.DataAnnotations;
using Microsoft.Extensions.Options;

namespace WebhookSystem.Dashboard.Admit;

/// <summary>How a person becomes known.</summary>
internal enum SignIn
{
    /// <summary>By an address with a one-time token that the dashboard prints where it runs.</summary>
    Local,

    /// <summary>By an identity provider.</summary>
    OpenIdConnect,
}

/// <summary>Who may look, and who may act.</summary>
internal sealed class AdmitOptions
{
    public const string Section = DashboardOptions.Section;

    public SignIn Authentication { get; set; }

    /// <summary>Whether whoever sits at this machine may look without signing in, where sign-in is local.</summary>
    public bool OpenOnLoopback { get; set; } = true;
}

/// <summary>The identity provider, where sign-in is by OpenID Connect.</summary>
internal sealed class IdentityOptions
{
    public const string Section = DashboardOptions.Section + ":OpenIdConnect";

    [Required]
    public string Authority { get; set; } = "";

    [Required]
    public string ClientId { get; set; } = "";

    /// <summary>Absent for a public client, which has PKCE alone.</summary>
    public string? ClientSecret { get; set; }

    /// <summary>The claim that says who may act.</summary>
    [Required]
    public string OperatorClaim { get; set; } = "roles";

    /// <summary>The claim's value that says so.</summary>
    [Required]
    public string OperatorValue { get; set; } = "operator";
}

[OptionsValidator]
internal sealed partial class IdentityOptionsValidator : IValidateOptions<IdentityOptions>;
