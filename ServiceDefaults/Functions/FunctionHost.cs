using System.Diagnostics;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using WebhookSystem.Contracts.Telemetry;
using WebhookSystem.ServiceDefaults.Observe;

namespace WebhookSystem.ServiceDefaults.Functions;

/// <summary>Runs a room as an executable Lambda function: a span and a deadline for each invocation.</summary>
public static class FunctionHost
{
    /// <summary>
    /// Configuration key. Lambda freezes the process with its answer, so that telemetry must be out by then.
    /// </summary>
    public const string FlushKey = "Telemetry:FlushEachInvocation";

    /// <summary>Left of the function's time for answering what is done and handing back what is not.</summary>
    private static readonly TimeSpan AnswerTime = TimeSpan.FromMilliseconds(500);

    /// <summary>What an invocation waits at most for a receiver of telemetry.</summary>
    internal static readonly TimeSpan FlushTimeMax = TimeSpan.FromMilliseconds(300);

    /// <summary>Whether this process is a Lambda function's.</summary>
    internal static bool IsFunction =>
        !string.IsNullOrEmpty(Environment.GetEnvironmentVariable("AWS_LAMBDA_FUNCTION_NAME"));

    private static readonly ActivitySource Spans = new(TelemetryNames.Prefix + ".Function");

    extension(IHost host)
    {
        /// <summary>Answers invocations until the host is stopped.</summary>
        public async Task RunFunctionAsync<TFunction>(Func<TFunction, Stream, CancellationToken, Task<Stream>> handle)
            where TFunction : class
        {
            var function = host.Services.GetRequiredService<TFunction>();
            var flush = host.Services.GetRequiredService<IConfiguration>()[FlushKey] is "false"
                ? null
                : host.Services.GetRequiredService<TelemetryFlush>();
            await host.StartAsync();
            var stopping = host.Services.GetRequiredService<IHostApplicationLifetime>().ApplicationStopping;
            using var bootstrap = LambdaBootstrapBuilder.Create(
                (Stream input, ILambdaContext context) => InvokeAsync(function, handle, input, context, flush)).Build();
            await bootstrap.RunAsync(stopping);
            await host.StopAsync();
        }
    }

    private static async Task<Stream> InvokeAsync<TFunction>(
        TFunction function, Func<TFunction, Stream, CancellationToken, Task<Stream>> handle, Stream input,
        ILambdaContext context, TelemetryFlush? flush)
    {
        try
        {
            var left = context.RemainingTime - AnswerTime;
            using var deadline = new CancellationTokenSource(left > TimeSpan.Zero ? left : TimeSpan.Zero);

            // Nobody's child: what an invocation does for a message belongs to the message's own trace, and links here.
            using var span = Spans.StartActivity(
                ActivityKind.Server, default(ActivityContext), name: $"invoke {context.FunctionName}", tags:
                [
                    new(MessagingTags.FaasTrigger, "pubsub"),
                    new(MessagingTags.FaasInvocationId, context.AwsRequestId),
                ]);
            return await handle(function, input, deadline.Token);
        }
        finally
        {
            flush?.Flush(FlushTimeMax);
        }
    }
}
