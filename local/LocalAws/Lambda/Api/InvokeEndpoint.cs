using System.Net;
using WebhookSystem.LocalAws.Lambda.Functions;
using WebhookSystem.LocalAws.Lambda.RuntimeApi;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Lambda.Api;

/// <summary>
/// Invoke: waits for the answer (RequestResponse), leaves the event behind (Event), or only looks (DryRun).
/// </summary>
internal static class InvokeEndpoint
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapInvoke() =>
            routes.MapPost("functions/{function}/invocations", InvokeAsync).WithName("lambda:Invoke");
    }

    private static async Task<IResult> InvokeAsync(
        HttpContext context, string function, FunctionCatalog functions, AsyncInvocations left)
    {
        var called = FunctionEndpoints.Required(functions, function);
        var type = context.Request.Headers["X-Amz-Invocation-Type"].ToString();
        var bytesMax = type == "Event" ? LambdaLimits.EventBytesMax : LambdaLimits.RequestBytesMax;
        var body = await BoundedBody.ReadAsync(context.Request, bytesMax) as BoundedBody.Whole
            ?? throw new AwsException("RequestTooLargeException",
                $"Request must be smaller than {bytesMax} bytes for the InvokeFunction operation",
                HttpStatusCode.RequestEntityTooLarge);
        var traceId = context.Request.Headers["X-Amzn-Trace-Id"].FirstOrDefault();
        switch (type)
        {
            case "" or "RequestResponse":
                return new Answer(await called.InvokeAsync(body.Content, traceId, context.RequestAborted));
            case "Event":
                left.Leave(called, body.Content, traceId);
                return TypedResults.StatusCode(StatusCodes.Status202Accepted);
            case "DryRun":
                return TypedResults.NoContent();
            default:
                throw RestErrors.Invalid($"Value '{type}' at 'invocationType' failed to satisfy constraint: "
                    + "Member must satisfy enum value set: [Event, RequestResponse, DryRun]");
        }
    }

    private sealed class Answer(InvocationOutcome outcome) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            var response = httpContext.Response;
            response.ContentType = "application/json";
            response.Headers["X-Amz-Executed-Version"] = "$LATEST";
            response.Headers["x-amzn-RequestId"] = outcome.RequestId;
            if (outcome.IsError)
                response.Headers["X-Amz-Function-Error"] = InvocationOutcome.FunctionError;
            await response.BodyWriter.WriteAsync(outcome.Payload, httpContext.RequestAborted);
        }
    }
}
