using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.Extensions.Options;

namespace WebhookSystem.Dashboard.Admit;

internal static class AdmitRegistration
{
    private const string CookieName = "webhooks-dashboard";

    extension(IHostApplicationBuilder builder)
    {
        public void AddAdmission()
        {
            builder.Services.AddOptions<AdmitOptions>().BindConfiguration(AdmitOptions.Section);
            builder.Services.AddSingleton<OneTimeToken>();
            builder.Services.AddSingleton<IAuthorizationHandler, Reading>();
            builder.Services.AddAuthorizationBuilder()
                .AddPolicy(Roles.Operator, static policy => policy.RequireRole(Roles.Operator))
                .SetFallbackPolicy(new AuthorizationPolicyBuilder().AddRequirements(new ReadingRequirement()).Build());
            builder.Services.AddCascadingAuthenticationState();
            var signIn = builder.Services.AddAuthentication(CookieAuthenticationDefaults.AuthenticationScheme)
                .AddCookie(ConfigureCookie);
            if (builder.Configuration.GetSection(AdmitOptions.Section).Get<AdmitOptions>()
                is { Authentication: SignIn.OpenIdConnect })
                builder.AddIdentityProvider(signIn);
            else
            {
                builder.Services.AddSingleton<PrintedAddress>();
                builder.Services.AddHostedService(static services => services.GetRequiredService<PrintedAddress>());
            }

            // So that a restart, or another instance with the same folder, knows who is signed in.
            if (builder.Configuration[$"{DashboardOptions.Section}:{nameof(DashboardOptions.Data)}"] is { } data)
            {
                builder.Services.AddDataProtection()
                    .PersistKeysToFileSystem(new DirectoryInfo(Path.Combine(data, "keys")));
            }
        }

        private void AddIdentityProvider(AuthenticationBuilder signIn)
        {
            builder.Services.AddSingleton<IValidateOptions<IdentityOptions>, IdentityOptionsValidator>();
            builder.Services.AddOptions<IdentityOptions>().BindConfiguration(IdentityOptions.Section).ValidateOnStart();
            signIn.AddOpenIdConnect();
            builder.Services.AddOptions<OpenIdConnectOptions>(OpenIdConnectDefaults.AuthenticationScheme)
                .Configure<IOptions<IdentityOptions>>(static (connect, identity) => Configure(connect, identity.Value));
        }
    }

    private static void ConfigureCookie(CookieAuthenticationOptions cookie)
    {
        cookie.Cookie.Name = CookieName;
        cookie.Cookie.SameSite = SameSiteMode.Lax;
        cookie.LoginPath = Doors.SignInPage;
        cookie.AccessDeniedPath = Doors.SignInPage;
        cookie.Events.OnRedirectToLogin = static context =>
        {
            if (context.Request.Path.StartsWithSegments("/api"))
                context.Response.StatusCode = StatusCodes.Status401Unauthorized;
            else
                context.Response.Redirect(context.RedirectUri);
            return Task.CompletedTask;
        };
    }

    private static void Configure(OpenIdConnectOptions connect, IdentityOptions identity)
    {
        connect.Authority = identity.Authority;
        connect.ClientId = identity.ClientId;
        connect.ClientSecret = identity.ClientSecret;
        connect.ResponseType = "code";
        connect.MapInboundClaims = false;
        connect.TokenValidationParameters.NameClaimType = "name";
        connect.TokenValidationParameters.RoleClaimType = ClaimTypes.Role;

        // Somebody who changed his mind there, or came back too late, may try again; the handler has logged why.
        connect.Events.OnRemoteFailure = static context =>
        {
            context.Response.Redirect(Doors.SignInPage);
            context.HandleResponse();
            return Task.CompletedTask;
        };
        connect.Events.OnTokenValidated = context =>
        {
            if (context.Principal is { Identity: ClaimsIdentity person } principal
                && principal.HasClaim(identity.OperatorClaim, identity.OperatorValue))
                person.AddClaim(new(ClaimTypes.Role, Roles.Operator));
            return Task.CompletedTask;
        };
    }
}
