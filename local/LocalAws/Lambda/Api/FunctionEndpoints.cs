using System.Globalization;
using System.Text.Json;
using WebhookSystem.LocalAws.Lambda.Functions;
using WebhookSystem.LocalAws.Wire;

namespace WebhookSystem.LocalAws.Lambda.Api;

/// <summary>
/// CreateFunction and its kin, for what a function is here: a name and a timeout. Its code connects by itself.
/// </summary>
internal static class FunctionEndpoints
{
    extension(IEndpointRouteBuilder routes)
    {
        public void MapFunctions()
        {
            routes.MapPost("functions", CreateAsync).WithName("lambda:CreateFunction");
            routes.MapGet("functions", List).WithName("lambda:ListFunctions");
            routes.MapGet("functions/{function}", Get).WithName("lambda:GetFunction");
            routes.MapGet("functions/{function}/configuration", GetConfiguration)
                .WithName("lambda:GetFunctionConfiguration");
            routes.MapPut("functions/{function}/configuration", UpdateAsync)
                .WithName("lambda:UpdateFunctionConfiguration");
        }
    }

    public static Function Required(FunctionCatalog functions, string name) =>
        functions.Find(name) ?? throw Unknown(name);

    private static async Task<IResult> CreateAsync(
        HttpRequest request, FunctionCatalog functions, CancellationToken cancellationToken)
    {
        using var body = await RestJson.ReadAsync(request, cancellationToken);
        var name = body.RootElement.Text("FunctionName")
            ?? throw RestErrors.Invalid("1 validation error detected: Value at 'functionName' failed to satisfy "
                + "constraint: Member must not be null");
        var function = functions.GetOrAdd(name);
        if (function.IsCreated)
            throw RestErrors.Conflict($"Function already exist: {function.Name}");

        function.IsCreated = true;
        function.Timeout = ReadTimeout(body.RootElement) ?? function.Timeout;
        functions.Keep(function);
        return RestJson.Answer(output => WriteConfiguration(output, function), StatusCodes.Status201Created);
    }

    private static async Task<IResult> UpdateAsync(
        HttpRequest request, string function, FunctionCatalog functions, TimeProvider time,
        CancellationToken cancellationToken)
    {
        var found = Required(functions, function);
        using var body = await RestJson.ReadAsync(request, cancellationToken);
        found.Timeout = ReadTimeout(body.RootElement) ?? found.Timeout;
        found.Modified = time.GetUtcNow();
        functions.Keep(found);
        return RestJson.Answer(output => WriteConfiguration(output, found));
    }

    private static IResult Get(string function, FunctionCatalog functions)
    {
        var found = Required(functions, function);
        return RestJson.Answer(output =>
        {
            output.WriteStartObject("Configuration"u8);
            WriteConfiguration(output, found);
            output.WriteEndObject();
        });
    }

    private static IResult GetConfiguration(string function, FunctionCatalog functions)
    {
        var found = Required(functions, function);
        return RestJson.Answer(output => WriteConfiguration(output, found));
    }

    private static IResult List(FunctionCatalog functions) => RestJson.Answer(output =>
    {
        output.WriteStartArray("Functions"u8);
        foreach (var function in functions.All)
        {
            output.WriteStartObject();
            WriteConfiguration(output, function);
            output.WriteEndObject();
        }

        output.WriteEndArray();
    });

    private static AwsException Unknown(string name) =>
        RestErrors.NotFound($"Function not found: {LambdaArns.OfFunction(LambdaArns.NameOf(name))}");

    private static TimeSpan? ReadTimeout(JsonElement body)
    {
        if (body.Whole("Timeout") is not { } seconds)
            return null;
        return seconds >= 1 && seconds <= LambdaLimits.TimeoutMax.TotalSeconds
            ? TimeSpan.FromSeconds(seconds)
            : throw RestErrors.Invalid($"Value '{seconds}' at 'timeout' failed to satisfy constraint: "
                + $"Member must have value between 1 and {LambdaLimits.TimeoutMax.TotalSeconds}");
    }

    private static void WriteConfiguration(Utf8JsonWriter output, Function function)
    {
        output.WriteString("FunctionName"u8, function.Name);
        output.WriteString("FunctionArn"u8, function.Arn);
        output.WriteString("Runtime"u8, "provided.al2023"u8);
        output.WriteString("PackageType"u8, "Zip"u8);
        output.WriteNumber("Timeout"u8, (int)function.Timeout.TotalSeconds);
        output.WriteNumber("MemorySize"u8, LambdaLimits.MemoryMegabytes);
        output.WriteString(
            "LastModified"u8, function.Modified.ToString("yyyy-MM-ddTHH:mm:ss.fff+0000", CultureInfo.InvariantCulture));
        output.WriteString("Version"u8, "$LATEST"u8);
        output.WriteString("State"u8, function.Runtimes > 0 ? "Active"u8 : "Pending"u8);
        output.WriteString("LastUpdateStatus"u8, "Successful"u8);
    }
}
