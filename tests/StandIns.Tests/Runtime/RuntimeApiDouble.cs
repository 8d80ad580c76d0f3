using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace WebhookSystem.StandIns.Tests.Runtime;

/// <summary>What a runtime sent: the call's last path segments, its body, and the headers that matter.</summary>
internal sealed record RuntimeReport(string Call, string Body, string? ContentType, string? ErrorType);

/// <summary>
/// A Runtime API below a path, as LocalAws has it: hands out what a test gives, keeps what the runtime sends.
/// </summary>
internal sealed class RuntimeApiDouble : IAsyncDisposable
{
    private readonly Channel<(string Id, string Event)> _events = Channel.CreateUnbounded<(string, string)>();
    private readonly Channel<RuntimeReport> _reports = Channel.CreateUnbounded<RuntimeReport>();
    private readonly WebApplication _app;
    private int _count;

    private RuntimeApiDouble(WebApplication app) => _app = app;

    /// <summary>As AWS_LAMBDA_RUNTIME_API has it: no scheme, but a path.</summary>
    public string Endpoint => new Uri(_app.Urls.First()).Authority + "/_lambda/tested";

    public int ReportStatus { get; set; } = StatusCodes.Status202Accepted;

    public int NextStatus { get; set; } = StatusCodes.Status200OK;

    public static async Task<RuntimeApiDouble> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var runtimeApi = new RuntimeApiDouble(builder.Build());
        var routes = runtimeApi._app.MapGroup("/_lambda/tested/2018-06-01/runtime");
        routes.MapGet("invocation/next", runtimeApi.NextAsync);
        routes.MapPost("{**call}", runtimeApi.ReportAsync);
        await runtimeApi._app.StartAsync();
        return runtimeApi;
    }

    public void Give(string @event) => _events.Writer.TryWrite(($"request-{++_count}", @event));

    public async Task<RuntimeReport> TakeAsync() =>
        await _reports.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromMinutes(2));

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task NextAsync(HttpContext context)
    {
        context.Response.StatusCode = NextStatus;
        if (NextStatus != StatusCodes.Status200OK)
            return;
        var (id, @event) = await _events.Reader.ReadAsync(context.RequestAborted);
        var deadline = TimeProvider.System.GetUtcNow().AddMinutes(1).ToUnixTimeMilliseconds();
        context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = id;
        context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = $"{deadline}";
        context.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] =
            "arn:aws:lambda:us-east-1:000000000000:function:tested";
        context.Response.Headers["Lambda-Runtime-Trace-Id"] = $"Root={id}";
        await context.Response.WriteAsync(@event);
    }

    private async Task<IResult> ReportAsync(string call, HttpRequest request)
    {
        using var reader = new StreamReader(request.Body);
        var body = await reader.ReadToEndAsync();
        var errorType = request.Headers["Lambda-Runtime-Function-Error-Type"];
        _reports.Writer.TryWrite(
            new(call, body, request.ContentType, errorType.Count == 0 ? null : errorType.ToString()));
        return TypedResults.Text("""{"status":"OK"}""", "application/json", statusCode: ReportStatus);
    }
}
