using System.Text;
using System.Text.Json.Nodes;
using WebhookSystem.Ingress.Tests.Room;
using WebhookSystem.StandIns.Tests.Runtime;

namespace WebhookSystem.Ingress.Tests.Functions;

/// <summary>The environment says whether a process is a function, and all tests share it: so these run alone.</summary>
[CollectionDefinition(nameof(HttpApiEvents), DisableParallelization = true)]
public sealed class RunsAlone;

/// <summary>The room as a Lambda function behind an HTTP API: the same answers as Kestrel's.</summary>
[Collection(nameof(HttpApiEvents))]
public sealed class HttpApiEvents : IAsyncLifetime
{
    private static readonly (string Name, string? Before)[] Variables =
    [
        .. new[] { "AWS_LAMBDA_FUNCTION_NAME", "AWS_LAMBDA_RUNTIME_API" }
            .Select(name => (name, Environment.GetEnvironmentVariable(name))),
    ];

    private readonly IngressRoom _room = new();
    private RuntimeApiDouble _runtimeApi = null!;
    private Task _running = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _runtimeApi = await RuntimeApiDouble.StartAsync();
        Environment.SetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME", "ingress");
        Environment.SetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API", _runtimeApi.Endpoint);
        _running = (await _room.BuildAsync()).RunAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _runtimeApi.DisposeAsync();

        // Nothing but the end of the Runtime API ends the function, and always by an exception.
        await Task.WhenAny(_running);
        foreach (var (name, before) in Variables)
            Environment.SetEnvironmentVariable(name, before);
        await _room.DisposeAsync();
    }

    [Theory]
    [InlineData("stripe", false)]
    [InlineData("github", false)]
    [InlineData("shopify", true)]
    [InlineData("slack", false)]
    [InlineData("standard", true)]
    public async Task A_signed_event_of_each_provider_is_accepted(string source, bool isBase64Encoded)
    {
        var message = SignedMessage.Of(source, Encoding.UTF8.GetBytes("""{"a": "ä\u00e4"}"""), IngressRoom.Start);

        var answer = await AskAsync(source, message, isBase64Encoded);

        Assert.Equal(202, (int?)answer["statusCode"]);
        var stored = Assert.Single(_room.Inbox.Messages);
        Assert.Equal(message.Body, stored.InlineBody());
        Assert.Equal(stored.DeliveryId, (string?)JsonNode.Parse((string)answer["body"]!)!["deliveryId"]);
    }

    [Fact]
    public async Task A_body_that_is_no_text_arrives_unchanged()
    {
        var message = SignedMessage.Of("github", [0, 0xFF, 0xC3, 0x28], IngressRoom.Start);

        var answer = await AskAsync("github", message, isBase64Encoded: true);

        Assert.Equal(202, (int?)answer["statusCode"]);
        Assert.Equal(message.Body, _room.Inbox.Messages.Single().InlineBody());
    }

    [Theory]
    [InlineData("stripe")]
    [InlineData("github")]
    [InlineData("shopify")]
    [InlineData("slack")]
    [InlineData("standard")]
    public async Task Signature_headers_that_came_twice_and_were_joined_are_refused(string source)
    {
        var message = SignedMessage.Of(source, "{}"u8.ToArray(), IngressRoom.Start);
        foreach (var name in message.Headers.Keys.ToArray())
            message.Headers[name] = [message.Headers[name][0], message.Headers[name][0]];

        var answer = await AskAsync(source, message, isBase64Encoded: false);

        Assert.Equal(401, (int?)answer["statusCode"]);
        Assert.Equal("application/problem+json", (string?)answer["headers"]!["Content-Type"]);
    }

    [Theory]
    [InlineData("CN=partner", 202)]
    [InlineData("CN=stranger", 401)]
    [InlineData(null, 401)]
    public async Task Whom_the_gateway_s_mutual_tls_has_met_is_believed(string? subject, int status)
    {
        _room.Secrets.Versions["partner"] = new("CN=partner", IngressRoom.Start, null);
        var message = new SignedMessage("partner", "{}"u8.ToArray());

        var answer = await AskAsync("partner", message, isBase64Encoded: false, subject);

        Assert.Equal(status, (int?)answer["statusCode"]);
    }

    [Fact]
    public async Task A_line_break_in_a_header_or_in_a_name_gets_no_further()
    {
        var message = SignedMessage.Of(
            "github", """{"repository":{"id":"7\r\nX-Evil: 1"}}"""u8.ToArray(), IngressRoom.Start);
        message.Headers["X-GitHub-Event"] = ["push\r\nwebhook-unverified: no"];
        message.Headers["User-Agent"] = ["a\nb"];
        message.ContentType = "application/json\r\nX-Evil: 1";

        var answer = await AskAsync("github", message, isBase64Encoded: false);

        Assert.Equal(202, (int?)answer["statusCode"]);
        var stored = Assert.Single(_room.Inbox.Messages);
        Assert.Empty(stored.Headers);
        Assert.Null(stored.ContentType);
        Assert.StartsWith("sha256:", stored.EventType);
        Assert.StartsWith("sha256:", stored.Key);
        Assert.DoesNotContain("Evil", answer["headers"]!.ToJsonString());
    }

    [Fact]
    public async Task A_body_over_the_limit_is_refused()
    {
        var message = SignedMessage.Of("small", new byte[IngressRoom.SmallBytesMax + 1], IngressRoom.Start);

        var answer = await AskAsync("small", message, isBase64Encoded: true);

        Assert.Equal(413, (int?)answer["statusCode"]);
    }

    /// <summary>As API Gateway does: names lower-cased, a repeated header's values joined.</summary>
    private async Task<JsonNode> AskAsync(
        string source, SignedMessage message, bool isBase64Encoded, string? clientCertificate = null)
    {
        var headers = new JsonObject { ["content-type"] = message.ContentType };
        foreach (var (name, values) in message.Headers)
            headers[name.ToLowerInvariant()] = string.Join(',', values);
        var request = new JsonObject
        {
            ["version"] = "2.0",
            ["rawPath"] = $"/hooks/{source}",
            ["headers"] = headers,
            ["body"] = isBase64Encoded ? Convert.ToBase64String(message.Body) : Encoding.UTF8.GetString(message.Body),
            ["isBase64Encoded"] = isBase64Encoded,
            ["requestContext"] = new JsonObject
            {
                ["domainName"] = "hooks.example",
                ["stage"] = "$default",
                ["authentication"] = clientCertificate is null ? null : new JsonObject
                {
                    ["clientCert"] = new JsonObject { ["subjectDN"] = clientCertificate },
                },
                ["http"] = new JsonObject
                {
                    ["method"] = "POST",
                    ["path"] = $"/hooks/{source}",
                    ["sourceIp"] = "192.0.2.1",
                },
            },
        };
        _runtimeApi.Give(request.ToJsonString());
        var answer = await _runtimeApi.TakeAsync();
        Assert.EndsWith("/response", answer.Call);
        return JsonNode.Parse(answer.Body)!;
    }
}
