using System.Buffers;
using System.Net;
using System.Text.Json;
using WebhookSystem.LocalAws.Faults;
using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.Ledger;

namespace WebhookSystem.LocalAws.Wire;

/// <summary>
/// Finds the service and operation that X-Amz-Target names, and writes the answer or AWS's error shape.
/// </summary>
internal sealed partial class JsonProtocol(
    IEnumerable<IJsonService> services, Journal journal, FaultPlan faults, TimeProvider time,
    ILogger<JsonProtocol> logger)
{
    // Two levels for each of the 32 that DynamoDB's documents may have, and some for what is around them.
    private static readonly JsonDocumentOptions Parsing = new() { MaxDepth = 256 };
    private static readonly JsonWriterOptions Writing = new()
    {
        MaxDepth = 256,
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        SkipValidation = true,
    };

    private readonly Dictionary<string, IJsonService> _services =
        services.ToDictionary(service => service.TargetPrefix, StringComparer.Ordinal);

    /// <summary>Whether the request is of this protocol.</summary>
    public static bool Speaks(HttpContext context) => context.Request.Headers.ContainsKey("X-Amz-Target");

    public async Task HandleAsync(HttpContext context)
    {
        var target = context.Request.Headers["X-Amz-Target"].ToString();
        var dot = target.LastIndexOf('.');
        if (dot < 0 || !_services.TryGetValue(target[..dot], out var service))
        {
            await WriteErrorAsync(context, null, AwsException.UnknownOperation("the operation", $"'{target}'"));
            return;
        }

        await InvokeAsync(context, service, target[(dot + 1)..]);
    }

    private async Task InvokeAsync(HttpContext context, IJsonService service, string operation)
    {
        var answer = new ArrayBufferWriter<byte>();
        if (await CarryOutAsync(context, service, operation, answer) is { } error)
        {
            await WriteErrorAsync(context, service, error);
            return;
        }

        context.Call.AnswerBytes = answer.WrittenCount;
        Log.Called(logger, service.TargetPrefix, operation);
        Begin(context, service, HttpStatusCode.OK);
        var body = answer.WrittenMemory;
        if (service.PacksAnswers && AnswerPacking.CodingFor(context.Request, body.Length) is { } coding)
        {
            body = AnswerPacking.Pack(body, coding);
            context.Response.Headers.ContentEncoding = coding;
        }

        context.Response.ContentLength = body.Length;
        await context.Response.BodyWriter.WriteAsync(body, context.RequestAborted);
    }

    /// <summary>Carries out the call; when this ends, what it did and what it saw is on disk.</summary>
    private async Task<AwsException?> CarryOutAsync(
        HttpContext context, IJsonService service, string operation, ArrayBufferWriter<byte> answer)
    {
        try
        {
            await journal.ReadyAsync(context.RequestAborted);
            var fault = faults.Next(service.PermissionPrefix, operation);
            var refusal = await InvokeAsync(context, service, operation, answer, fault);

            // A refusal, too, rests on what others have just written.
            await journal.SettleAsync(context.RequestAborted);
            return fault.After ?? refusal;
        }
        catch (Exception bug) when (bug is not OperationCanceledException)
        {
            Log.Failed(logger, bug, service.TargetPrefix, operation);
            return new(
                "InternalServerError", "LocalAws could not carry out the operation: see its log.",
                HttpStatusCode.InternalServerError);
        }
    }

    private async Task<AwsException?> InvokeAsync(
        HttpContext context, IJsonService service, string operation, ArrayBufferWriter<byte> answer, CallFault fault)
    {
        try
        {
            using var input = await ParseAsync(context);
            context.Call.Is(service.PermissionPrefix, operation);
            await fault.BeginAsync(time, context.RequestAborted);
            context.Call.Resource = ResourceOf(input.RootElement, service);
            await using var output = new Utf8JsonWriter(answer, Writing);
            await InvokeAsync(context, service, operation, input.RootElement, output);
            return null;
        }
        catch (AwsException refusal)
        {
            return refusal.Misfit is { } misfit ? new(refusal.Code, service.Describe(misfit)) : refusal;
        }
        catch (InvalidOperationException error)
            when (error.Source?.StartsWith("System.Text.Json", StringComparison.Ordinal) is true)
        {
            // Text that is no Unicode is JSON all the same: it is found only where it is read, as a name for example.
            return new("SerializationException", error.Message);
        }
    }

    private static ValueTask InvokeAsync(
        HttpContext context, IJsonService service, string operation, JsonElement input, Utf8JsonWriter output)
    {
        try
        {
            return service.InvokeAsync(operation, input, output, context.RequestAborted);
        }
        finally
        {
            context.Call.Capacity = CapacityMeter.Take();
            if (StatementMeter.Take() is var (actions, table))
                (context.Call.Actions, context.Call.Resource) = (actions, table);
        }
    }

    private static string ResourceOf(JsonElement input, IJsonService service)
    {
        if (input.ValueKind != JsonValueKind.Object)
            return "";
        foreach (var member in service.ResourceMembers)
        {
            if (input.TryGetProperty(member, out var name) && name.ValueKind == JsonValueKind.String)
                return name.AsText().Split('/')[^1];
        }

        // A batch names its tables one level down.
        return input.TryGetProperty("RequestItems"u8, out var tables) && tables.ValueKind == JsonValueKind.Object
            ? string.Join('|', tables.EnumerateObject().Select(static table => table.Name))
            : "";
    }

    private static async Task<JsonDocument> ParseAsync(HttpContext context)
    {
        try
        {
            await using var body = await RequestBody.OpenAsync(context);
            return await JsonDocument.ParseAsync(body, Parsing, context.RequestAborted);
        }
        catch (JsonException error)
        {
            throw new AwsException("SerializationException", error.Message);
        }
        catch (BadHttpRequestException error)
        {
            throw RequestBody.TooLarge(error.Message, (HttpStatusCode)error.StatusCode);
        }
    }

    private static async Task WriteErrorAsync(HttpContext context, IJsonService? service, AwsException error)
    {
        var buffer = new ArrayBufferWriter<byte>();
        await using (var output = new Utf8JsonWriter(buffer, Writing))
        {
            output.WriteStartObject();
            output.WriteString("__type", service is not { ErrorNamespace.Length: > 0 }
                ? error.Code
                : $"{service.ErrorNamespace}#{error.Code}");
            output.WriteString(service?.MessageMember(error) ?? "message", error.Message);
            error.WriteMembers?.Invoke(output);
            output.WriteEndObject();
        }

        Begin(context, service, error.Status);
        if (error.QueryError is not null)
            context.Response.Headers["x-amzn-query-error"] = error.QueryError;
        context.Response.ContentLength = buffer.WrittenCount;
        await context.Response.BodyWriter.WriteAsync(buffer.WrittenMemory, context.RequestAborted);
    }

    private static void Begin(HttpContext context, IJsonService? service, HttpStatusCode status)
    {
        context.Response.StatusCode = (int)status;
        context.Response.ContentType = service?.ContentType ?? "application/x-amz-json-1.0";
        context.Response.Headers.Server = "Server";
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
    }

    private static partial class Log
    {
        [LoggerMessage(Level = LogLevel.Debug, Message = "{Service} {Operation}")]
        public static partial void Called(ILogger logger, string service, string operation);

        [LoggerMessage(Level = LogLevel.Error, Message = "{Service} {Operation} failed")]
        public static partial void Failed(ILogger logger, Exception bug, string service, string operation);
    }
}
