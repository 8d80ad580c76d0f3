using System.Text;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport.Bootstrap;

namespace Amazon.Lambda.RuntimeSupport;

/// <summary>
/// Asks for an invocation, answers it, asks for the next. A Runtime API that is not there, refuses an answer or goes
/// away ends the loop by an exception, and so the process: whoever started it starts it anew.
/// </summary>
public class LambdaBootstrap : IDisposable
{
    // The service holds a request for the next invocation as long as there is none.
    private static readonly TimeSpan Patience = TimeSpan.FromHours(12);

    private readonly HttpClient _httpClient;
    private readonly bool _ownsHttpClient;
    private readonly HandlerWrapper _handler;
    private readonly LambdaBootstrapInitializer? _initializer;
    private readonly FunctionEnvironment _environment;
    private readonly RuntimeApi _runtimeApi;

    public LambdaBootstrap(HandlerWrapper handlerWrapper, LambdaBootstrapInitializer? initializer = null)
        : this(handlerWrapper, new(), initializer)
    {
    }

    public LambdaBootstrap(
        HandlerWrapper handlerWrapper, LambdaBootstrapOptions lambdaBootstrapOptions,
        LambdaBootstrapInitializer? initializer = null)
        : this(ConstructHttpClient(), handlerWrapper, lambdaBootstrapOptions, initializer) => _ownsHttpClient = true;

    public LambdaBootstrap(
        HttpClient httpClient, HandlerWrapper handlerWrapper, LambdaBootstrapOptions lambdaBootstrapOptions,
        LambdaBootstrapInitializer? initializer = null)
    {
        ArgumentNullException.ThrowIfNull(httpClient);
        httpClient.Timeout = Patience;
        _httpClient = httpClient;
        _handler = handlerWrapper;
        _initializer = initializer;
        _environment = new(lambdaBootstrapOptions.RuntimeApiEndpoint);
        _runtimeApi = new(httpClient, _environment);
    }

    public static HttpClient ConstructHttpClient()
    {
        var client = new HttpClient(
            new SocketsHttpHandler { RequestHeaderEncodingSelector = static (_, _) => Encoding.UTF8 });
        client.DefaultRequestHeaders.Add("User-Agent", $"aws-lambda-dotnet/{Environment.Version}");
        return client;
    }

    public async Task RunAsync(CancellationToken cancellationToken = default)
    {
        if (_initializer is not null && !await InitializeAsync(_initializer))
            return;

        var loops = Enumerable.Range(0, _environment.ConcurrencyMax ?? 1)
            .Select(_ => LoopAsync(cancellationToken)).ToList();

        // One that ends by an exception ends all: the process is to be started anew.
        await await Task.WhenAny(loops);
        await Task.WhenAll(loops);
    }

    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    protected virtual void Dispose(bool disposing)
    {
        if (disposing && _ownsHttpClient)
            _httpClient.Dispose();
    }

    private async Task LoopAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                await InvokeOnceAsync(cancellationToken);
            }
            catch (OperationCanceledException)
            {
                // Either the caller wants no more, which the loop's condition sees, or nothing came for very long.
            }
        }
    }

    private async Task<bool> InitializeAsync(LambdaBootstrapInitializer initializer)
    {
        try
        {
            return await initializer();
        }
        catch (Exception error)
        {
            LogLines.Write(nameof(LogLevel.Error), error, null, []);
            await _runtimeApi.ReportInitializationErrorAsync(error);
            throw;
        }
    }

    private async Task InvokeOnceAsync(CancellationToken cancellationToken)
    {
        using var invocation = await _runtimeApi.GetNextAsync(_handler.Serializer, cancellationToken);
        var requestId = invocation.LambdaContext.AwsRequestId;
        Announce(invocation.LambdaContext);

        InvocationResponse response;
        try
        {
            response = await _handler.Handler(invocation);
        }
        catch (Exception error)
        {
            LogLines.Write(nameof(LogLevel.Error), error, null, []);
            await _runtimeApi.ReportErrorAsync(requestId, error, cancellationToken);
            return;
        }

        try
        {
            await _runtimeApi.RespondAsync(requestId, response.OutputStream, cancellationToken);
        }
        finally
        {
            if (response.DisposeOutputStream)
                await response.OutputStream.DisposeAsync();
        }
    }

    private void Announce(ILambdaContext context)
    {
        LogLines.RequestId = context.AwsRequestId;

        // The environment is the whole process's: with several invocations in it the variable would be another's.
        if (_environment.ConcurrencyMax is null)
            Environment.SetEnvironmentVariable(FunctionEnvironment.TraceIdVariable, context.TraceId);
        LambdaTraceProvider.SetCurrentTraceId(context.TraceId);
    }
}
