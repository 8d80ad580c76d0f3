using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http.Features;
using WebhookSystem.LocalAws.Lambda.Functions;

namespace WebhookSystem.LocalAws.Lambda.RuntimeApi;

/// <summary>
/// The Lambda Runtime API, one for each function: <c>AWS_LAMBDA_RUNTIME_API=localhost:4566/_lambda/{function}</c>.
/// </summary>
internal static partial class RuntimeEndpoints
{
    private const string ErrorTypeHeader = "Lambda-Runtime-Function-Error-Type";

    extension(IEndpointRouteBuilder routes)
    {
        public void MapRuntimeApi()
        {
            var runtime = routes.MapGroup("/_lambda/{function}/2018-06-01/runtime");
            runtime.MapGet("invocation/next", NextAsync);
            runtime.MapPost("invocation/{requestId}/response", RespondAsync);
            runtime.MapPost("invocation/{requestId}/error", FailAsync);
            runtime.MapPost("init/error", FailInitializationAsync);
            routes.MapGet("/_lambda/{function}/health", Probe);
        }
    }

    private static async Task NextAsync(
        HttpContext context, string function, FunctionCatalog functions, IHostApplicationLifetime lifetime)
    {
        var closed = context.Features.GetRequiredFeature<IConnectionLifetimeFeature>().ConnectionClosed;
        var called = functions.GetOrAdd(function);
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(
            context.RequestAborted, lifetime.ApplicationStopping);
        Invocation invocation;
        try
        {
            invocation = await called.NextAsync(context.Connection.Id, closed, waiting.Token);
        }
        catch (OperationCanceledException) when (waiting.IsCancellationRequested)
        {
            // The runtime went while it waited, or the server does: nothing was handed over.
            context.Abort();
            return;
        }

        // Who has said that it closes its connection after each call is no less alive for doing so.
        var exited = context.Request.Headers.Connection.Contains("close", StringComparer.OrdinalIgnoreCase)
            ? CancellationToken.None
            : closed;
        var deadline = invocation.Begin(called.Timeout, exited);
        context.Response.ContentType = "application/json";
        context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = invocation.Id;
        context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = $"{deadline.ToUnixTimeMilliseconds()}";
        context.Response.Headers["Lambda-Runtime-Invoked-Function-Arn"] = called.Arn;
        context.Response.Headers["Lambda-Runtime-Trace-Id"] = invocation.TraceId;
        await context.Response.BodyWriter.WriteAsync(invocation.Payload, context.RequestAborted);
    }

    private static async Task RespondAsync(
        HttpContext context, string function, string requestId, FunctionCatalog functions)
    {
        var answer = await BoundedBody.ReadAsync(context.Request, LambdaLimits.ResponseBytesMax);
        if (functions.Find(function)?.FindRunning(requestId) is not { } invocation)
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "InvalidRequestID", "Invalid request ID");
        else if (answer is BoundedBody.TooLarge tooLarge)
        {
            invocation.End(InvocationOutcome.TooLarge(requestId, tooLarge.Bytes));
            await RefuseAsync(context, StatusCodes.Status413RequestEntityTooLarge, "RequestEntityTooLarge",
                $"Exceeded maximum allowed payload size ({LambdaLimits.ResponseBytesMax} bytes).");
        }
        else if (answer is BoundedBody.Whole whole && invocation.End(new(requestId, whole.Content, IsError: false)))
            await AcceptAsync(context);
        else
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "InvalidRequestID", "Invalid request ID");
    }

    private static async Task FailAsync(
        HttpContext context, string function, string requestId, FunctionCatalog functions, ILogger<Function> logger)
    {
        var report = await BoundedBody.ReadAsync(context.Request, LambdaLimits.ResponseBytesMax);
        var payload = report is BoundedBody.Whole whole ? whole.Content : default;
        if (functions.Find(function)?.FindRunning(requestId) is not { } invocation
            || !invocation.End(new(requestId, payload, IsError: true)))
        {
            await RefuseAsync(context, StatusCodes.Status400BadRequest, "InvalidRequestID", "Invalid request ID");
            return;
        }

        Log.Failed(logger, function, requestId, context.Request.Headers[ErrorTypeHeader].ToString());
        await AcceptAsync(context);
    }

    private static async Task FailInitializationAsync(HttpContext context, string function, ILogger<Function> logger)
    {
        var report = await BoundedBody.ReadAsync(context.Request, LambdaLimits.ResponseBytesMax);
        var text = report is BoundedBody.Whole whole ? System.Text.Encoding.UTF8.GetString(whole.Content.Span) : "";
        Log.FailedToStart(logger, function, text);
        await AcceptAsync(context);
    }

    private static IResult Probe(string function, FunctionCatalog functions) =>
        functions.Find(function) is { Runtimes: > 0 }
            ? TypedResults.Ok()
            : TypedResults.StatusCode(StatusCodes.Status503ServiceUnavailable);

    private static Task AcceptAsync(HttpContext context)
    {
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync("""{"status":"OK"}""", context.RequestAborted);
    }

    private static Task RefuseAsync(HttpContext context, int status, string type, string message)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = "application/json";
        return context.Response.WriteAsync(
            $$"""{"errorMessage":"{{message}}","errorType":"{{type}}"}""", context.RequestAborted);
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Warning, EventName = "invocation.failed",
            Message = "{Function} failed {RequestId}: {ErrorType}")]
        public static partial void Failed(ILogger logger, string function, string requestId, string errorType);

        [LoggerMessage(
            Level = LogLevel.Error, EventName = "function.failed", Message = "{Function} could not start: {Report}")]
        public static partial void FailedToStart(ILogger logger, string function, string report);
    }
}
