using System.Net.Http.Headers;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.Ingress.Tests.Room;
using WebhookSystem.Ingress.Verify;
using WebhookSystem.LocalAws.Tests.DynamoDb.Differential;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Tests.Verifying;

/// <summary>
/// Access tokens that a user pool gives out, by the keys that it publishes; moto plays Amazon Cognito.
/// </summary>
public sealed class TokensOfCognito(MotoServer moto) : IClassFixture<MotoServer>
{
    private const string Password = "A-long-1-password";

    private static readonly Scheme Scheme = Catalogue.Providers["amazon-cognito"];

    [Fact]
    public async Task Are_believed_for_their_pool_and_client_and_no_other()
    {
        Assert.SkipUnless(moto.Endpoint is not null, "moto_server is not installed.");
        using var http = new HttpClient(new ToMoto(moto.Endpoint!));
        var (issuer, client, token) = await SignInAsync(http);
        var (_, _, stranger) = await SignInAsync(http);

        Assert.Equal(Verdict.Genuine, await JudgeAsync(http, issuer, client, token));
        Assert.NotEqual(Verdict.Genuine, await JudgeAsync(http, issuer, "another", token));
        Assert.NotEqual(Verdict.Genuine, await JudgeAsync(http, issuer, client, stranger));
        Assert.NotEqual(Verdict.Genuine, await JudgeAsync(http, issuer, client, token[..^4] + "AAAA"));
    }

    private static async Task<Verdict> JudgeAsync(HttpClient http, string issuer, string client, string token)
    {
        var store = new MemorySecrets();
        store.Versions["s"] = new($$"""{"iss":"{{issuer}}","client_id":"{{client}}"}""", DateTimeOffset.MinValue, null);
        var published = new PublishedKeys(http, new([]), TimeProvider.System, NullLogger<PublishedKeys>.Instance);
        var authenticity = new Authenticity(
            store, published, Meters.SecretUses(), TimeProvider.System, NullLogger<SourceSecret>.Instance);
        var source = new KnownSource(new() { Name = "s", Provider = "amazon-cognito" }, Scheme, "1");
        var headers = new HeaderDictionary { ["Authorization"] = $"Bearer {token}" };
        var (verdict, _) = await authenticity.JudgeAsync(
            source, new(new RequestHeaders(headers), "{}"u8.ToArray()), TimeProvider.System.GetUtcNow(),
            TestContext.Current.CancellationToken);
        return verdict;
    }

    private static async Task<(string Issuer, string Client, string Token)> SignInAsync(HttpClient http)
    {
        var pool = (await CallAsync(http, "CreateUserPool",
            new() { ["PoolName"] = "p" }))["UserPool"]!["Id"]!.ToString();
        var client = (await CallAsync(http, "CreateUserPoolClient", new()
        {
            ["UserPoolId"] = pool, ["ClientName"] = "c", ["ExplicitAuthFlows"] = new JsonArray("ADMIN_NO_SRP_AUTH"),
        }))["UserPoolClient"]!["ClientId"]!.ToString();
        await CallAsync(http, "AdminCreateUser", new() { ["UserPoolId"] = pool, ["Username"] = "u" });
        await CallAsync(http, "AdminSetUserPassword", new()
        {
            ["UserPoolId"] = pool, ["Username"] = "u", ["Password"] = Password, ["Permanent"] = true,
        });
        var answer = await CallAsync(http, "AdminInitiateAuth", new()
        {
            ["UserPoolId"] = pool, ["ClientId"] = client, ["AuthFlow"] = "ADMIN_NO_SRP_AUTH",
            ["AuthParameters"] = new JsonObject { ["USERNAME"] = "u", ["PASSWORD"] = Password },
        });
        return ($"https://cognito-idp.us-east-1.amazonaws.com/{pool}", client,
            answer["AuthenticationResult"]!["AccessToken"]!.ToString());
    }

    private static async Task<JsonNode> CallAsync(HttpClient http, string operation, JsonObject input)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "https://cognito-idp.us-east-1.amazonaws.com/")
        {
            Content = new StringContent(input.ToJsonString(), Encoding.UTF8),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", $"AWSCognitoIdentityProviderService.{operation}");
        request.Headers.TryAddWithoutValidation(
            "Authorization", "AWS4-HMAC-SHA256 Credential=a/20260101/us-east-1/cognito-idp/aws4_request, Signature=b");
        using var response = await http.SendAsync(request);
        response.EnsureSuccessStatusCode();
        return JsonNode.Parse(await response.Content.ReadAsStringAsync())!;
    }

    /// <summary>Sends what is meant for Amazon to moto, which goes by the host that was meant.</summary>
    private sealed class ToMoto(Uri endpoint) : DelegatingHandler(new SocketsHttpHandler())
    {
        protected override Task<HttpResponseMessage> SendAsync(
            HttpRequestMessage request, CancellationToken cancellationToken)
        {
            request.Headers.Host = request.RequestUri!.Host;
            request.RequestUri = new Uri(endpoint, request.RequestUri.PathAndQuery);
            return base.SendAsync(request, cancellationToken);
        }
    }
}
