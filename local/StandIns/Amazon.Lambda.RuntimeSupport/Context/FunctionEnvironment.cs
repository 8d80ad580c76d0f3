namespace Amazon.Lambda.RuntimeSupport;

/// <summary>What the environment says about the function that runs here.</summary>
internal sealed class FunctionEnvironment(string? runtimeApi)
{
    public const string TraceIdVariable = "_X_AMZN_TRACE_ID";

    public string? RuntimeApi { get; } =
        string.IsNullOrEmpty(runtimeApi) ? Environment.GetEnvironmentVariable("AWS_LAMBDA_RUNTIME_API") : runtimeApi;

    public string? FunctionName { get; } = Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME");

    public string? FunctionVersion { get; } = Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_VERSION");

    public string? MemorySize { get; } = Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_MEMORY_SIZE");

    public string? LogGroupName { get; } = Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_GROUP_NAME");

    public string? LogStreamName { get; } = Environment.GetEnvironmentVariable("AWS_LAMBDA_LOG_STREAM_NAME");

    /// <summary>Null where one process answers one invocation at a time.</summary>
    public int? ConcurrencyMax { get; } =
        int.TryParse(Environment.GetEnvironmentVariable("AWS_LAMBDA_MAX_CONCURRENCY"), out var max) && max > 1
            ? max
            : null;
}
