using System.Buffers.Text;
using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using WebhookSystem.Ingress.Receive;
using WebhookSystem.Ingress.Tests.Room;
using WebhookSystem.Ingress.Verify;
using WebhookSystem.Verification;

namespace WebhookSystem.Ingress.Tests.Verifying;

/// <summary>
/// Bearer tokens by the keys that their issuer publishes: an issuer of our own, by a clock that we turn.
/// </summary>
public sealed class PublishedKeysOfIssuers : IDisposable
{
    private const string Issuer = "https://issuer.example/pool";

    private readonly FakeTimeProvider _time = new(IngressRoom.Start);
    private readonly MemorySecrets _store = new();
    private readonly Publisher _publisher = new();
    private readonly RSA _first = RSA.Create(2048);
    private readonly RSA _second = RSA.Create(2048);
    private readonly Authenticity _authenticity;

    public PublishedKeysOfIssuers()
    {
        var published = new PublishedKeys(
            new(_publisher), new(new X509Certificate2Collection()), _time, NullLogger<PublishedKeys>.Instance);
        _authenticity = new(_store, published, Meters.SecretUses(), _time, NullLogger<SourceSecret>.Instance);
        _store.Versions["s"] = new($$"""{"iss":"{{Issuer}}","client_id":"c1"}""", IngressRoom.Start, null);
        _publisher.Publish(($"{Issuer}/.well-known/jwks.json", Keys(("k1", _first))));
    }

    public void Dispose()
    {
        _publisher.Dispose();
        _first.Dispose();
        _second.Dispose();
    }

    [Fact]
    public async Task A_token_of_the_issuer_is_believed_and_its_keys_are_fetched_once()
    {
        Assert.Equal(Verdict.Genuine, await JudgeAsync(Token("k1", _first)));
        Assert.Equal(Verdict.Genuine, await JudgeAsync(Token("k1", _first)));

        Assert.Equal(1, _publisher.Asked);
    }

    [Theory]
    [InlineData("iss", "https://other.example")]
    [InlineData("client_id", "c2")]
    [InlineData("token_use", "id")]
    public async Task Another_issuer_party_or_use_is_refused(string claim, string value) =>
        Assert.Equal(Verdict.OtherForm, await JudgeAsync(Token("k1", _first, claims => claims[claim] = value)));

    [Fact]
    public async Task An_expired_token_or_one_without_an_end_is_refused()
    {
        var long_ago = IngressRoom.Start.AddHours(-1).ToUnixTimeSeconds();

        Assert.Equal(
            Verdict.OutsideTolerance, await JudgeAsync(Token("k1", _first, claims => claims["exp"] = long_ago)));
        Assert.Equal(Verdict.MalformedHeader, await JudgeAsync(Token("k1", _first, claims => claims.Remove("exp"))));
        Assert.Equal(Verdict.Genuine, await JudgeAsync(Token("k1", _first, claims => claims["iat"] = long_ago)));
    }

    [Fact]
    public async Task A_key_that_came_since_is_fetched_and_one_that_went_counts_no_more()
    {
        await JudgeAsync(Token("k1", _first));
        _publisher.Publish(($"{Issuer}/.well-known/jwks.json", Keys(("k2", _second))));

        Assert.Equal(Verdict.Genuine, await JudgeAsync(Token("k2", _second)));
        Assert.Equal(Verdict.SignatureMismatch, await JudgeAsync(Token("k1", _first)));
    }

    [Fact]
    public async Task Forged_tokens_cannot_have_the_issuer_asked_without_end()
    {
        using var stranger = RSA.Create(2048);
        for (var count = 0; count < 100; count++)
            Assert.Equal(Verdict.SignatureMismatch, await JudgeAsync(Token("k9", stranger)));

        Assert.InRange(_publisher.Asked, 2, 25);
    }

    [Fact]
    public async Task An_issuer_out_of_reach_is_believed_for_a_day_by_what_it_published_and_not_before_it_did()
    {
        _publisher.IsDown = true;
        Assert.Equal(Verdict.NoSecret, await JudgeAsync(Token("k1", _first)));
        _publisher.IsDown = false;
        Assert.Equal(Verdict.Genuine, await JudgeAsync(Token("k1", _first)));

        _publisher.IsDown = true;
        _time.Advance(TimeSpan.FromHours(23));
        Assert.Equal(Verdict.Genuine, await JudgeAsync(Token("k1", _first)));
        _time.Advance(TimeSpan.FromHours(2));
        Assert.Equal(Verdict.NoSecret, await JudgeAsync(Token("k1", _first)));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("HS256")]
    [InlineData("RS512")]
    public async Task Another_algorithm_is_refused_whatever_the_token_says(string algorithm) =>
        Assert.Equal(Verdict.OtherForm, await JudgeAsync(Token("k1", _first, algorithm: algorithm)));

    [Fact]
    public async Task A_published_key_is_no_shared_secret()
    {
        var published = Keys(("k1", _first));
        string[] texts = [published, _first.ExportSubjectPublicKeyInfoPem(), _first.ExportRSAPublicKeyPem()];
        byte[][] secrets =
        [
            .. texts.Select(Encoding.UTF8.GetBytes), _first.ExportSubjectPublicKeyInfo(),
            _first.ExportParameters(false).Modulus!,
        ];

        foreach (var secret in secrets)
        {
            var token = Token("k1", _first, algorithm: "HS256").Split('.');
            var mac = HMACSHA256.HashData(secret, Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"));
            Assert.Equal(
                Verdict.OtherForm, await JudgeAsync($"{token[0]}.{token[1]}.{Base64Url.EncodeToString(mac)}"));
        }
    }

    [Theory]
    [InlineData("../k1")]
    [InlineData("k1/../../k1")]
    [InlineData("https://evil.example/jwks.json")]
    [InlineData("k1\0")]
    [InlineData("' OR 1=1 --")]
    [InlineData("")]
    public async Task A_key_id_is_a_name_among_the_published_and_leads_nowhere(string id)
    {
        using var stranger = RSA.Create(2048);
        _publisher.Publish(("https://evil.example/jwks.json", Keys((id, stranger))));

        Assert.Equal(Verdict.SignatureMismatch, await JudgeAsync(Token(id, stranger)));
        Assert.All(_publisher.Addresses, address => Assert.StartsWith(Issuer, address.ToString()));
    }

    [Theory]
    [InlineData("jku")]
    [InlineData("x5u")]
    public async Task A_token_s_own_word_of_where_its_key_is_leads_nowhere(string header)
    {
        using var stranger = RSA.Create(2048);
        _publisher.Publish(("https://evil.example/jwks.json", Keys(("k1", stranger))));

        var token = Token("k1", stranger, header: parameters => parameters[header] = "https://evil.example/jwks.json");

        Assert.Equal(Verdict.SignatureMismatch, await JudgeAsync(token));
        Assert.All(_publisher.Addresses, address => Assert.StartsWith(Issuer, address.ToString()));
    }

    [Fact]
    public async Task A_key_that_a_token_brings_is_not_used()
    {
        using var stranger = RSA.Create(2048);
        var own = JsonNode.Parse(Keys(("k1", stranger)))!["keys"]![0]!;

        var token = Token("k1", stranger, header: parameters => parameters["jwk"] = own.DeepClone());

        Assert.Equal(Verdict.SignatureMismatch, await JudgeAsync(token));
    }

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        _publisher.Status = HttpStatusCode.Found;

        Assert.Equal(Verdict.NoSecret, await JudgeAsync(Token("k1", _first)));
    }

    private async Task<Verdict> JudgeAsync(string token)
    {
        var source = new KnownSource(
            new() { Name = "s", Provider = "amazon-cognito" }, Catalogue.Providers["amazon-cognito"], "1");
        var headers = new HeaderDictionary { ["Authorization"] = $"Bearer {token}" };
        var (verdict, _) = await _authenticity.JudgeAsync(
            source, new(new RequestHeaders(headers), "{}"u8.ToArray()), _time.GetUtcNow(),
            TestContext.Current.CancellationToken);
        return verdict;
    }

    private string Token(
        string id, RSA key, Action<JsonObject>? change = null, string algorithm = "RS256",
        Action<JsonObject>? header = null)
    {
        var parameters = new JsonObject { ["alg"] = algorithm, ["kid"] = id };
        header?.Invoke(parameters);
        var now = _time.GetUtcNow().ToUnixTimeSeconds();
        var claims = new JsonObject
        {
            ["iss"] = Issuer, ["client_id"] = "c1", ["token_use"] = "access", ["iat"] = now, ["exp"] = now + 3600,
        };
        change?.Invoke(claims);
        var signed = $"{Part(parameters)}.{Part(claims)}";
        var signature = key.SignData(
            Encoding.ASCII.GetBytes(signed), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        return $"{signed}.{Base64Url.EncodeToString(signature)}";
    }

    private static string Part(JsonObject part) =>
        Base64Url.EncodeToString(Encoding.UTF8.GetBytes(part.ToJsonString()));

    private static string Keys(params (string Id, RSA Key)[] keys) => new JsonObject
    {
        ["keys"] = new JsonArray([.. keys.Select(key => (JsonNode)new JsonObject
        {
            ["kty"] = "RSA",
            ["kid"] = key.Id,
            ["n"] = Base64Url.EncodeToString(key.Key.ExportParameters(false).Modulus),
            ["e"] = Base64Url.EncodeToString(key.Key.ExportParameters(false).Exponent),
        })]),
    }.ToJsonString();
}
