using System.Security.Claims;
using Microsoft.AspNetCore.Antiforgery;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;

namespace WebhookSystem.Dashboard.Admit;

/// <summary>GET /login and POST /logout.</summary>
internal static class Doors
{
    public const string SignInPage = "/sign-in";
    public const string Login = "/login";
    public const string Logout = "/logout";

    /// <summary>The printed address's query.</summary>
    public const string TokenParameter = "t";

    extension(IEndpointRouteBuilder routes)
    {
        public void MapDoors()
        {
            routes.MapGet(Login, LoginAsync).AllowAnonymous();
            routes.MapPost(Logout, LogoutAsync);
        }
    }

    private static async Task<Results<RedirectHttpResult, ChallengeHttpResult>> LoginAsync(
        HttpContext context, OneTimeToken token, [FromServices] PrintedAddress? printed,
        IOptions<AdmitOptions> options)
    {
        if (options.Value.Authentication == SignIn.OpenIdConnect)
            return TypedResults.Challenge(new() { RedirectUri = "/" }, [OpenIdConnectDefaults.AuthenticationScheme]);
        if (!token.TryUse(context.Request.Query[TokenParameter]))
            return TypedResults.Redirect(SignInPage);
        printed?.Print();
        var operating = new ClaimsIdentity(
            [new(ClaimTypes.Name, "local operator"), new(ClaimTypes.Role, Roles.Operator)],
            CookieAuthenticationDefaults.AuthenticationScheme);
        await context.SignInAsync(new ClaimsPrincipal(operating));
        return TypedResults.Redirect("/");
    }

    private static async Task<Results<RedirectHttpResult, BadRequest>> LogoutAsync(
        HttpContext context, IAntiforgery antiforgery)
    {
        if (!await antiforgery.IsRequestValidAsync(context))
            return TypedResults.BadRequest();
        await context.SignOutAsync(CookieAuthenticationDefaults.AuthenticationScheme);
        return TypedResults.Redirect("/");
    }
}
