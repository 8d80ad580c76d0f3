using System.Net;
using System.Security.Claims;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Admission;

/// <summary>Signing in by an identity provider: who may look, and who may act.</summary>
public sealed class OpenIdConnect : IAsyncLifetime
{
    private readonly Dictionary<string, string> _cookies = [];
    private readonly HttpClient _browser = new(new HttpClientHandler { AllowAutoRedirect = false, UseCookies = false });
    private readonly Running _running = new();
    private IdentityProvider? _provider;

    private IdentityProvider Provider => _provider ?? throw new InvalidOperationException("It has not been started.");

    public async ValueTask InitializeAsync()
    {
        _provider = await IdentityProvider.StartAsync();
        _running.Settings["Dashboard:Authentication"] = "OpenIdConnect";
        _running.Settings["Dashboard:OpenIdConnect:Authority"] = Provider.Issuer;
        _running.Settings["Dashboard:OpenIdConnect:ClientId"] = IdentityProvider.ClientId;
        _running.Settings["Dashboard:OpenIdConnect:ClientSecret"] = IdentityProvider.ClientSecret;

        // This issuer has no certificate, which the dashboard would want of any other.
        _running.Configuring = services => services.PostConfigure<OpenIdConnectOptions>(
            OpenIdConnectDefaults.AuthenticationScheme, static options => options.RequireHttpsMetadata = false);
        await _running.InitializeAsync();
        _browser.BaseAddress = _running.Pages;
    }

    public async ValueTask DisposeAsync()
    {
        _browser.Dispose();
        await _running.DisposeAsync();
        await Provider.DisposeAsync();
    }

    [Fact]
    public async Task Nobody_looks_who_is_not_signed_in()
    {
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync("/api/events")).StatusCode);
        var page = await GetAsync("/events");
        Assert.Equal("/sign-in", page.Headers.Location!.AbsolutePath);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/sign-in")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/health")).StatusCode);
    }

    [Fact]
    public async Task Whoever_the_provider_knows_looks_and_does_not_act()
    {
        await SignInAsync();

        Assert.Equal(HttpStatusCode.OK, (await GetAsync("/api/events")).StatusCode);
        Assert.Equal("A Person", Person().Identity!.Name);
        Assert.False(Person().IsInRole("operator"));
    }

    [Fact]
    public async Task Whoever_has_the_claim_is_an_operator()
    {
        Provider.Claims.Add(new("roles", "operator"));

        await SignInAsync();

        Assert.True(Person().IsInRole("operator"));
    }

    [Fact]
    public async Task An_answer_that_nobody_asked_for_signs_nobody_in()
    {
        using var answer = await PostAsync("/signin-oidc", IdentityProvider.Consent("a state of my own"));

        Assert.Equal("/sign-in", answer.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.Unauthorized, (await GetAsync("/api/events")).StatusCode);
    }

    /// <summary>As a browser goes: to the provider, and back by a form with a code.</summary>
    private async Task SignInAsync()
    {
        using var sent = await GetAsync("/login");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.StartsWith($"{Provider.Issuer}/authorize", sent.Headers.Location!.ToString());
        var asked = QueryHelpers.ParseQuery(sent.Headers.Location.Query);
        Assert.Equal(IdentityProvider.ClientId, asked["client_id"]);
        Assert.Equal(new Uri(_running.Pages, "/signin-oidc").ToString(), asked["redirect_uri"]);
        Assert.Equal("S256", asked["code_challenge_method"]);
        Provider.Nonce = asked["nonce"];

        using var back = await PostAsync("/signin-oidc", IdentityProvider.Consent(asked["state"]!));
        Assert.Equal("/", back.Headers.Location?.ToString());
    }

    /// <summary>Who the dashboard takes the bearer of its cookie for.</summary>
    private ClaimsPrincipal Person()
    {
        var cookie = _running.Services.GetRequiredService<IOptionsMonitor<CookieAuthenticationOptions>>()
            .Get(CookieAuthenticationDefaults.AuthenticationScheme);
        return cookie.TicketDataFormat.Unprotect(_cookies[cookie.Cookie.Name!])!.Principal;
    }

    private Task<HttpResponseMessage> GetAsync(string path) => SendAsync(new(HttpMethod.Get, path));

    private Task<HttpResponseMessage> PostAsync(string path, Dictionary<string, string> form) =>
        SendAsync(new(HttpMethod.Post, path) { Content = new FormUrlEncodedContent(form) });

    /// <summary>With cookies whatever they say of TLS: a proxy would have ended it.</summary>
    private async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request)
    {
        request.Headers.TryAddWithoutValidation(
            "Cookie", string.Join("; ", _cookies.Select(cookie => $"{cookie.Key}={cookie.Value}")));
        var answer = await _browser.SendAsync(request);
        foreach (var set in answer.Headers.TryGetValues("Set-Cookie", out var values) ? values : [])
        {
            var (name, value) = (set[..set.IndexOf('=')], set[(set.IndexOf('=') + 1)..].Split(';')[0]);
            _cookies[name] = value;
        }

        return answer;
    }
}
