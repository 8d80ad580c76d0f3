using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WebhookSystem.StandIns.Tests.Hosting;

/// <summary>CloudFormation as its API reference has it: keeps what is posted, and answers what a test says.</summary>
internal sealed class CloudFormationDouble : IAsyncDisposable
{
    private readonly WebApplication _app;

    private CloudFormationDouble(WebApplication app) => _app = app;

    public List<IFormCollection> Asked { get; } = [];

    public List<string> Signatures { get; } = [];

    public string Address => _app.Urls.First();

    public static async Task<CloudFormationDouble> StartAsync(HttpStatusCode status, string answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var server = new CloudFormationDouble(builder.Build());
        server._app.MapPost("/", async context =>
        {
            server.Asked.Add(await context.Request.ReadFormAsync());
            server.Signatures.Add(context.Request.Headers.Authorization.ToString());
            context.Response.StatusCode = (int)status;
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync(answer, Encoding.UTF8);
        });
        await server._app.StartAsync();
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}

/// <summary>Answers of CloudFormation, in the form of its API reference.</summary>
internal static class CloudFormationAnswers
{
    public static string Stack(string status, params (string Key, string Escaped)[] outputs) =>
        $"""
        <DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
          <DescribeStacksResult>
            <Stacks>
              <member>
                <StackName>webhooks-dev</StackName>
                <StackId>arn:aws:cloudformation:eu-west-1:123456789012:stack/webhooks-dev/aaf549a0</StackId>
                <CreationTime>2026-07-27T22:28:28Z</CreationTime>
                <StackStatus>{status}</StackStatus>
                <DisableRollback>false</DisableRollback>
                <Outputs>{string.Concat(outputs.Select(Output))}</Outputs>
              </member>
            </Stacks>
          </DescribeStacksResult>
          <ResponseMetadata><RequestId>b9b4b068-3a41-11e5-94eb-example</RequestId></ResponseMetadata>
        </DescribeStacksResponse>
        """;

    public static string Error(string code, string message) =>
        $"""
        <ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/">
          <Error><Type>Sender</Type><Code>{code}</Code><Message>{message}</Message></Error>
          <RequestId>7a62c49f-347e-4fc4-9331-6e8eEXAMPLE</RequestId>
        </ErrorResponse>
        """;

    private static string Output((string Key, string Escaped) output) =>
        $"<member><OutputKey>{output.Key}</OutputKey><OutputValue>{output.Escaped}</OutputValue></member>";
}
