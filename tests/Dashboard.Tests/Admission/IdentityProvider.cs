using System.Security.Claims;
using System.Security.Cryptography;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace WebhookSystem.Dashboard.Tests.Admission;

/// <summary>An issuer of OpenID Connect, on a free loopback port: whoever comes is the person of the test.</summary>
internal sealed class IdentityProvider : IAsyncDisposable
{
    public const string ClientId = "dashboard";
    public const string ClientSecret = "a secret between two servers";

    private const string Code = "one-time-code";

    private readonly RsaSecurityKey _key = new(RSA.Create(2048)) { KeyId = "k1" };
    private readonly WebApplication _server;

    private IdentityProvider(WebApplication server)
    {
        _server = server;
        server.MapGet("/.well-known/openid-configuration", () => TypedResults.Json(new Dictionary<string, object>
        {
            ["issuer"] = Issuer,
            ["authorization_endpoint"] = $"{Issuer}/authorize",
            ["token_endpoint"] = $"{Issuer}/token",
            ["jwks_uri"] = $"{Issuer}/keys",
            ["userinfo_endpoint"] = $"{Issuer}/userinfo",
        }));
        server.MapGet("/keys", () => TypedResults.Json(new { keys = new[] { PublicKey() } }));
        server.MapPost("/token", Redeem);
    }

    public string Issuer => _server.Urls.First();

    /// <summary>What the person's token says, beside who it is for.</summary>
    public List<Claim> Claims { get; } = [new("sub", "u1"), new("name", "A Person")];

    /// <summary>Of the request that the person came with.</summary>
    public string? Nonce { get; set; }

    public static async Task<IdentityProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var provider = new IdentityProvider(builder.Build());
        await provider._server.StartAsync();
        return provider;
    }

    /// <summary>The form that the person's browser is made to send to the dashboard.</summary>
    public static Dictionary<string, string> Consent(string state) => new() { ["code"] = Code, ["state"] = state };

    public async ValueTask DisposeAsync()
    {
        await _server.StopAsync();
        await _server.DisposeAsync();
        _key.Rsa.Dispose();
    }

    private async Task<IResult> Redeem(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        return form["code"] != Code || form["client_secret"] != ClientSecret || form["code_verifier"].Count != 1
            ? TypedResults.BadRequest()
            : TypedResults.Json(new { access_token = "any", token_type = "Bearer", id_token = Token() });
    }

    private string Token() => new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
    {
        Issuer = Issuer,
        Audience = ClientId,
        Expires = TimeProvider.System.GetUtcNow().AddMinutes(5).UtcDateTime,
        Subject = new ClaimsIdentity([.. Claims, new("nonce", Nonce!)]),
        SigningCredentials = new(_key, SecurityAlgorithms.RsaSha256),
    });

    private Dictionary<string, string> PublicKey()
    {
        var parameters = _key.Rsa.ExportParameters(includePrivateParameters: false);
        return new()
        {
            ["kty"] = "RSA", ["use"] = "sig", ["alg"] = "RS256", ["kid"] = _key.KeyId,
            ["n"] = Base64UrlEncoder.Encode(parameters.Modulus), ["e"] = Base64UrlEncoder.Encode(parameters.Exponent),
        };
    }
}
