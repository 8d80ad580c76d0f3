using System.Globalization;
using System.Net.Http.Headers;
using Amazon.Lambda.Core;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>The context of one invocation: from its headers and from the environment.</summary>
internal sealed class LambdaContext : ILambdaContext
{
    private readonly FunctionEnvironment _environment;
    private readonly DateTimeOffset _deadline;

    public LambdaContext(HttpResponseHeaders headers, FunctionEnvironment environment, ILambdaSerializer? serializer)
    {
        _environment = environment;
        _ = long.TryParse(Find(headers, "Lambda-Runtime-Deadline-Ms"), CultureInfo.InvariantCulture, out var deadline);
        _deadline = DateTimeOffset.FromUnixTimeMilliseconds(deadline);
        _ = int.TryParse(environment.MemorySize, CultureInfo.InvariantCulture, out var memory);
        MemoryLimitInMB = memory;
        Serializer = serializer!;
        AwsRequestId = headers.GetValues("Lambda-Runtime-Aws-Request-Id").First();
        InvokedFunctionArn = Find(headers, "Lambda-Runtime-Invoked-Function-Arn")!;
        TraceId = Find(headers, "Lambda-Runtime-Trace-Id")!;
        TenantId = Find(headers, "Lambda-Runtime-Aws-Tenant-Id")!;
    }

    public string AwsRequestId { get; }

    public string InvokedFunctionArn { get; }

    public string TraceId { get; }

    public string TenantId { get; }

    public int MemoryLimitInMB { get; }

    public ILambdaSerializer Serializer { get; }

    public ILambdaLogger Logger { get; } = new LambdaConsoleLogger();

    public string FunctionName => _environment.FunctionName!;

    public string FunctionVersion => _environment.FunctionVersion!;

    public string LogGroupName => _environment.LogGroupName!;

    public string LogStreamName => _environment.LogStreamName!;

    public TimeSpan RemainingTime => _deadline - TimeProvider.System.GetUtcNow();

    // Only AWS's mobile SDKs send these two.
    public IClientContext ClientContext => null!;

    public ICognitoIdentity Identity => null!;

    private static string? Find(HttpResponseHeaders headers, string name) =>
        headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
