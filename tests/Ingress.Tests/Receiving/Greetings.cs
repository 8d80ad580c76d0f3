using System.Net;
using System.Security.Cryptography;
using System.Text;
using WebhookSystem.Ingress.Tests.Room;
using WebhookSystem.Verification;
using WebhookSystem.Verification.Sign;

namespace WebhookSystem.Ingress.Tests.Receiving;

/// <summary>Providers that first ask who we are: each is answered as it wants, and nobody else is.</summary>
public sealed class Greetings(IngressRoom room) : IClassFixture<IngressRoom>
{
    private const string Key = "a-key-of-some-length";

    [Fact]
    public async Task A_checksum_asked_for_by_GET_is_signed_with_the_secret()
    {
        Set("twitter", Key);

        var reply = await SendAsync(HttpMethod.Get, "twitter?crc_token=abc");

        var mac = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), "abc"u8));
        Assert.Equal(HttpStatusCode.OK, reply.Status);
        Assert.Equal($$"""{"response_token":"sha256={{mac}}"}""", reply.Body.Replace("\\u002B", "+"));
    }

    [Theory]
    [InlineData("right", HttpStatusCode.OK)]
    [InlineData("wrong", HttpStatusCode.MethodNotAllowed)]
    [InlineData("", HttpStatusCode.MethodNotAllowed)]
    public async Task A_challenge_is_echoed_to_who_knows_the_token_only(string token, HttpStatusCode status)
    {
        Set("meta", """{"key":"app secret","verifyToken":"right"}""");

        var reply = await SendAsync(
            HttpMethod.Get, $"meta?hub.mode=subscribe&hub.verify_token={token}&hub.challenge=%3Cb%3E");

        Assert.Equal(status, reply.Status);
        Assert.Equal(status == HttpStatusCode.OK, reply.Body == "<b>");
        if (status == HttpStatusCode.OK)
            Assert.Equal("text/plain", reply.ContentType);
    }

    [Theory]
    [InlineData("https://one.example", HttpStatusCode.OK)]
    [InlineData("https://one.example.evil", HttpStatusCode.MethodNotAllowed)]
    [InlineData("https://one", HttpStatusCode.MethodNotAllowed)]
    public async Task An_origin_is_allowed_by_its_whole_name(string origin, HttpStatusCode status)
    {
        Set("events", """{"key":"token","origin":"https://one.example"}""");

        var reply = await SendAsync(HttpMethod.Options, "events", ("WebHook-Request-Origin", origin));

        Assert.Equal(status, reply.Status);
        Assert.Equal(status == HttpStatusCode.OK, reply.Headers.ContainsKey("WebHook-Allowed-Origin"));
    }

    [Fact]
    public async Task A_provider_that_looks_by_HEAD_finds_us()
    {
        Set("trello", Key);

        Assert.Equal(HttpStatusCode.OK, (await SendAsync(HttpMethod.Head, "trello")).Status);
        Assert.Equal(HttpStatusCode.MethodNotAllowed, (await SendAsync(HttpMethod.Get, "trello")).Status);
    }

    [Theory]
    [InlineData("GET", "stripe")]
    [InlineData("HEAD", "github")]
    [InlineData("OPTIONS", "stripe")]
    [InlineData("GET", "nobody")]
    [InlineData("PUT", "twitter")]
    [InlineData("DELETE", "meta")]
    public async Task Any_other_method_or_source_is_refused_as_before(string method, string source)
    {
        var reply = await SendAsync(new HttpMethod(method), source);

        Assert.Equal(HttpStatusCode.MethodNotAllowed, reply.Status);
    }

    [Fact]
    public async Task A_validation_token_is_echoed_and_nothing_is_stored()
    {
        Set("graph", Key);
        var before = room.Inbox.Messages.Count;

        var reply = await SendAsync(HttpMethod.Post, "graph?validationToken=a%20b%26c");

        Assert.Equal((HttpStatusCode.OK, "a b&c"), (reply.Status, reply.Body));
        Assert.Equal(before, room.Inbox.Messages.Count);
    }

    [Fact]
    public async Task A_probe_with_a_wrong_signature_is_refused_and_one_with_the_right_is_answered_as_wanted()
    {
        Set("xero", Key);
        var probe = Signed("xero", new(Key, null), """{"events":[]}""");

        var right = await SendAsync(probe, "xero");
        probe.WithBody("""{"events":[1]}"""u8.ToArray(), "application/json");
        var wrong = await SendAsync(probe, "xero");

        Assert.Equal((HttpStatusCode.OK, ""), (right.Status, right.Body));
        Assert.Equal(HttpStatusCode.Unauthorized, wrong.Status);
    }

    [Fact]
    public async Task A_signed_challenge_is_answered_by_a_signature()
    {
        Set("zoom", Key);
        var draft = Signed(
            "zoom", new(Key, null), """{"event":"endpoint.url_validation","payload":{"plainToken":"q\"uote"}}""");

        var reply = await SendAsync(draft, "zoom");

        var mac = Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(Key), "q\"uote"u8));
        Assert.Equal($$"""{"plainToken":"q\u0022uote","encryptedToken":"{{mac}}"}""", reply.Body);
    }

    [Fact]
    public async Task A_ping_signed_with_the_sender_s_private_key_is_answered()
    {
        var key = SenderKey.ForPair(Catalogue.Providers["discord"])!;
        Set("discord", key.Secret);

        var interaction = await SendAsync(Signed("discord", key, """{"type":1,"application_id":"1"}"""), "discord");
        var ping = await SendAsync(Signed("discord", key, """{"type":0,"version":1}"""), "discord");

        Assert.Equal((HttpStatusCode.OK, """{"type":1}"""), (interaction.Status, interaction.Body));
        Assert.Equal(HttpStatusCode.NoContent, ping.Status);
    }

    [Fact]
    public async Task An_address_that_is_signed_is_the_one_that_was_registered()
    {
        Set("square", Key);
        var scheme = Catalogue.Providers["square"];
        var body = """{"event_id":"e1","type":"t"}"""u8.ToArray();
        var draft = new Draft().WithUrl("https://public.example/hooks").WithBody(body, "application/json");
        Signer.Sign(scheme, draft, new(Key, null), room.Time.GetUtcNow(), "e1");

        Assert.Equal(HttpStatusCode.Accepted, (await SendAsync(draft, "square")).Status);
    }

    [Theory]
    [InlineData("token?token=a-token", HttpStatusCode.Accepted)]
    [InlineData("token?token=another", HttpStatusCode.Unauthorized)]
    [InlineData("token?token=a-token&token=a-token", HttpStatusCode.Unauthorized)]
    [InlineData("token?token=", HttpStatusCode.Unauthorized)]
    [InlineData("token", HttpStatusCode.Unauthorized)]
    public async Task A_secret_in_the_address_is_the_request_s_own(string target, HttpStatusCode status)
    {
        Set("token", "a-token");

        Assert.Equal(status, (await SendAsync(HttpMethod.Post, target)).Status);
    }

    private Draft Signed(string provider, SenderKey key, string body)
    {
        var draft = new Draft().WithBody(Encoding.UTF8.GetBytes(body), "application/json");
        Signer.Sign(Catalogue.Providers[provider], draft, key, room.Time.GetUtcNow(), "id");
        return draft;
    }

    private void Set(string source, string secret) =>
        room.Secrets.Versions[source] = new(secret, IngressRoom.Start, null);

    private async Task<Reply> SendAsync(Draft draft, string source)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, new Uri($"/hooks/{source}", UriKind.Relative))
        {
            Content = new ByteArrayContent(draft.Body),
        };
        foreach (var (name, value) in draft.Headers)
        {
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content.Headers.TryAddWithoutValidation(name, value);
        }

        using var response = await room.Client.SendAsync(request);
        return await Reply.ReadAsync(response);
    }

    private async Task<Reply> SendAsync(HttpMethod method, string target, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(method, new Uri($"/hooks/{target}", UriKind.Relative));
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        using var response = await room.Client.SendAsync(request);
        return await Reply.ReadAsync(response);
    }
}
