using System.Net;
using System.Text.Json;
using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.Ledger;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Lambda.Api;

/// <summary>
/// AWS's REST error shape: the code in a header, type and message in the body. And no answer too early.
/// </summary>
internal sealed class RestErrors(Journal journal) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var cancellationToken = context.HttpContext.RequestAborted;
        Enter(context.HttpContext);
        try
        {
            await journal.ReadyAsync(cancellationToken);
            var answer = await AnswerAsync(context, next);
            await journal.SettleAsync(cancellationToken);
            return answer;
        }
        catch (IOException)
        {
            return Result(context.HttpContext, new(
                "ServiceException", "LocalAws could not carry out the operation: see its log.",
                HttpStatusCode.InternalServerError));
        }
    }

    /// <summary>Whether it is meant for a REST service other than S3, which takes every path for its own.</summary>
    public static bool IsElsewhere(HttpContext context) =>
        SigningScope.ServiceOf(context.Request) is not (null or "s3" or "s3express");

    public static Task RefuseAsync(HttpContext context) => Result(context, AwsException.UnknownOperation(
        SigningScope.ServiceOf(context.Request)!, $"{context.Request.Method} {context.Request.Path}"))
        .ExecuteAsync(context);

    public static AwsException NotFound(string message) =>
        new("ResourceNotFoundException", message, HttpStatusCode.NotFound);

    public static AwsException Invalid(string message) => new("InvalidParameterValueException", message);

    public static AwsException Conflict(string message) =>
        new("ResourceConflictException", message, HttpStatusCode.Conflict);

    private static void Enter(HttpContext context)
    {
        var name = context.GetEndpoint()?.Metadata.GetMetadata<IEndpointNameMetadata>()?.EndpointName;
        if (name?.Split(':') is [var service, var operation])
            context.Call.Is(service, operation);
        context.Call.Resource = (context.GetRouteValue("function") ?? context.GetRouteValue("name"))?.ToString() ?? "";
    }

    private static async Task<object?> AnswerAsync(
        EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (AwsException error)
        {
            return Result(context.HttpContext, error);
        }
    }

    private static IResult Result(HttpContext context, AwsException error)
    {
        context.Response.Headers["x-amzn-ErrorType"] = error.Code;
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        return RestJson.Answer(
            output =>
            {
                output.WriteString("Type"u8, (int)error.Status < 500 ? "User"u8 : "Service"u8);
                output.WriteString("message"u8, error.Message);
            },
            (int)error.Status);
    }
}

/// <summary>Reads and writes the bodies of the REST calls.</summary>
internal static class RestJson
{
    public static async Task<JsonDocument> ReadAsync(HttpRequest request, CancellationToken cancellationToken)
    {
        try
        {
            return await JsonDocument.ParseAsync(request.Body, default, cancellationToken);
        }
        catch (JsonException)
        {
            throw new AwsException("InvalidRequestContentException", "Could not parse request body into json");
        }
    }

    public static IResult Answer(Action<Utf8JsonWriter> writeMembers, int status = StatusCodes.Status200OK)
    {
        using var buffer = new MemoryStream();
        using (var output = new Utf8JsonWriter(buffer))
        {
            output.WriteStartObject();
            writeMembers(output);
            output.WriteEndObject();
        }

        return new JsonAnswer(buffer.ToArray(), status);
    }

    private sealed class JsonAnswer(byte[] content, int status) : IResult
    {
        public async Task ExecuteAsync(HttpContext httpContext)
        {
            httpContext.Response.StatusCode = status;
            httpContext.Response.ContentType = "application/json";
            await httpContext.Response.BodyWriter.WriteAsync(content, httpContext.RequestAborted);
        }
    }
}
