using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using WebhookSystem.Dashboard.Tests.Browser;
using WebhookSystem.Dashboard.Tests.Scene;
using static Microsoft.Playwright.Assertions;

namespace WebhookSystem.Dashboard.Tests.Admission;

/// <summary>A person signs in with a browser at a provider that others wrote.</summary>
public sealed class SigningInElsewhere : IAsyncLifetime
{
    private readonly Chromium _chromium = new() { IsStoryless = true };
    private CertifiedProvider? _provider;

    public static bool IsMissing => CertifiedProvider.Folder is null || Chromium.IsMissing;

    public async ValueTask InitializeAsync()
    {
        if (IsMissing)
            return;
        _provider = await CertifiedProvider.StartAsync();
        var running = _chromium.Running;
        running.Settings["Dashboard:Authentication"] = "OpenIdConnect";
        running.Settings["Dashboard:OpenIdConnect:Authority"] = _provider.Issuer;
        running.Settings["Dashboard:OpenIdConnect:ClientId"] = IdentityProvider.ClientId;
        running.Settings["Dashboard:OpenIdConnect:ClientSecret"] = IdentityProvider.ClientSecret;

        // On loopback it has no certificate, which the dashboard would want of any other.
        running.Configuring = static services => services.PostConfigure<OpenIdConnectOptions>(
            OpenIdConnectDefaults.AuthenticationScheme, static options => options.RequireHttpsMetadata = false);
        await _chromium.InitializeAsync();
        await _provider.KnowAsync(new Uri(running.Pages, "/signin-oidc"));
    }

    public async ValueTask DisposeAsync()
    {
        await _chromium.DisposeAsync();
        if (_provider is not null)
            await _provider.DisposeAsync();
    }

    [Theory(Skip = CertifiedProvider.WhyMissing, SkipType = typeof(SigningInElsewhere), SkipWhen = nameof(IsMissing))]
    [InlineData("ada", "operator")]
    [InlineData("bob", "reader")]
    public async Task Whoever_signs_in_there_has_here_the_role_that_is_said_of_him(string person, string role)
    {
        var page = await _chromium.OpenAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Go on to your identity provider" }).ClickAsync();
        await page.Locator("input[name=login]").FillAsync(person);
        await page.Locator("input[name=password]").FillAsync("any");
        await page.Locator("button[type=submit]").ClickAsync();
        await page.Locator("button[type=submit]").ClickAsync();

        await Expect(page.Locator(".role")).ToHaveTextAsync(role);
        await Expect(page.Locator(".role")).ToHaveAttributeAsync("title", $"The person {person}");

        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await Expect(page).ToHaveURLAsync(new System.Text.RegularExpressions.Regex("/sign-in"));
    }
}
