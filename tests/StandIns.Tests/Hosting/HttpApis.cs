using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Extensions;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using WebhookSystem.StandIns.Tests.Runtime;

namespace WebhookSystem.StandIns.Tests.Hosting;

/// <summary>
/// One application behind events of an HTTP API. The environment says that it is a function, as on AWS.
/// </summary>
public sealed class HttpApis : IAsyncLifetime
{
    private readonly RuntimeVariables _variables = new();
    private RuntimeApiDouble _runtimeApi = null!;
    private Task _running = Task.CompletedTask;

    public async ValueTask InitializeAsync()
    {
        _runtimeApi = await RuntimeApiDouble.StartAsync();
        _variables.Set("AWS_LAMBDA_FUNCTION_NAME", "ingress");
        _variables.Set("AWS_LAMBDA_RUNTIME_API", _runtimeApi.Endpoint);
    }

    public async ValueTask DisposeAsync()
    {
        await _runtimeApi.DisposeAsync();

        // Nothing but the end of the Runtime API ends the server, and always by an exception.
        await Task.WhenAny(_running);
        _variables.Dispose();
    }

    [Fact]
    public async Task Path_query_and_method_are_those_of_the_request()
    {
        Serve(static context => context.Response.WriteAsync(string.Join(' ', context.Request.Method,
            context.Request.Path.Value, context.Request.QueryString, context.Request.Scheme, context.Request.Host)));

        var answer = await AskAsync(new() { ["rawQueryString"] = "a=1&a=2&b=%20" }, path: "/hooks/a%20b+c%2Fd");

        Assert.Equal("POST /hooks/a b+c%2Fd ?a=1&a=2&b=%20 https hooks.example", (string?)answer["body"]);
    }

    [Fact]
    public async Task A_stage_in_the_path_is_its_base()
    {
        Serve(context => context.Response.WriteAsync($"{context.Request.PathBase} {context.Request.Path}"));

        var answer = await AskAsync([], path: "/prod/hooks/stripe", stage: "prod");

        Assert.Equal("/prod /hooks/stripe", (string?)answer["body"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_body_s_bytes_arrive_unchanged(bool isBase64Encoded)
    {
        var bytes = isBase64Encoded
            ? RandomNumberGenerator.GetBytes(70_000) : Encoding.UTF8.GetBytes("{\"a\" :\r\n \"ä\\u00e4\"}");
        Serve(async context =>
        {
            using var copy = new MemoryStream();
            await context.Request.Body.CopyToAsync(copy);
            await context.Response.WriteAsync(
                $"{Convert.ToHexString(SHA256.HashData(copy.ToArray()))} {context.Request.ContentLength}");
        });

        var answer = await AskAsync(new()
        {
            ["body"] = isBase64Encoded ? Convert.ToBase64String(bytes) : Encoding.UTF8.GetString(bytes),
            ["isBase64Encoded"] = isBase64Encoded,
        });

        Assert.Equal($"{Convert.ToHexString(SHA256.HashData(bytes))} {bytes.Length}", (string?)answer["body"]);
    }

    [Fact]
    public async Task Headers_and_cookies_are_those_of_the_request()
    {
        Serve(context => context.Response.WriteAsync(string.Join('|', context.Request.Headers["X-Many"].Count,
            context.Request.Headers["X-Many"], context.Request.Cookies["b"], context.Connection.RemoteIpAddress)));

        var answer = await AskAsync(new()
        {
            ["headers"] = new JsonObject { ["x-many"] = "one,two" },
            ["cookies"] = new JsonArray("a=1", "b=2"),
        });

        Assert.Equal("2|one,two|2|192.0.2.1", (string?)answer["body"]);
    }

    [Fact]
    public async Task The_answer_s_cookies_stand_apart_and_its_headers_are_joined()
    {
        Serve(context =>
        {
            context.Response.StatusCode = 202;
            context.Response.Headers.Append("X-Many", "one");
            context.Response.Headers.Append("X-Many", "two");
            context.Response.Cookies.Append("a", "1");
            context.Response.Cookies.Append("b", "2");
            return Task.CompletedTask;
        });

        var answer = await AskAsync([]);

        Assert.Equal(202, (int?)answer["statusCode"]);
        Assert.Equal("one,two", (string?)answer["headers"]!["X-Many"]);
        Assert.Equal(["a=1; path=/", "b=2; path=/"], answer["cookies"]!.AsArray().Select(cookie => (string?)cookie));
        Assert.Null(answer["headers"]!["Set-Cookie"]);
    }

    [Fact]
    public async Task Bytes_are_answered_in_base64()
    {
        Serve(async context =>
        {
            context.Response.ContentType = "application/octet-stream";
            await context.Response.Body.WriteAsync(new byte[] { 0, 255 });
        });

        var answer = await AskAsync([]);

        Assert.True((bool?)answer["isBase64Encoded"]);
        Assert.Equal("AP8=", (string?)answer["body"]);
    }

    [Fact]
    public async Task An_unhandled_exception_is_answered_500_and_the_invocation_succeeds()
    {
        Serve(_ => throw new InvalidOperationException("unknown"));

        var answer = await AskAsync([]);

        Assert.Equal(500, (int?)answer["statusCode"]);
        Assert.Equal("", (string?)answer["body"]);
    }

    [Fact]
    public async Task The_application_may_look_at_the_event_itself()
    {
        Serve(context => context.Response.WriteAsync(string.Join(' ',
            ((ILambdaContext)context.Items["LambdaContext"]!).AwsRequestId,
            ((APIGatewayHttpApiV2ProxyRequest)context.Items["LambdaRequestObject"]!).RequestContext.Http.SourceIp)));

        var answer = await AskAsync([]);

        Assert.Equal("request-1 192.0.2.1", (string?)answer["body"]);
    }

    [Fact]
    public async Task Outside_of_Lambda_nothing_is_changed()
    {
        _variables.Set("AWS_LAMBDA_FUNCTION_NAME", null);
        var builder = WebApplication.CreateSlimBuilder();

        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);

        await using var app = builder.Build();
        Assert.Equal("KestrelServerImpl", app.Services.GetRequiredService<IServer>().GetType().Name);
    }

    private void Serve(RequestDelegate handler)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.Services.AddAWSLambdaHosting(LambdaEventSource.HttpApi);
        var app = builder.Build();
        app.Run(handler);
        _running = app.RunAsync();
    }

    private async Task<JsonNode> AskAsync(JsonObject request, string path = "/hooks/stripe", string stage = "$default")
    {
        request["version"] = "2.0";
        request["rawPath"] = path;
        request["requestContext"] = new JsonObject
        {
            ["domainName"] = "hooks.example",
            ["stage"] = stage,
            ["http"] = new JsonObject { ["method"] = "POST", ["path"] = path, ["sourceIp"] = "192.0.2.1" },
        };
        _runtimeApi.Give(request.ToJsonString());
        var answer = await _runtimeApi.TakeAsync();
        Assert.EndsWith("/response", answer.Call);
        return JsonNode.Parse(answer.Body)!;
    }
}
