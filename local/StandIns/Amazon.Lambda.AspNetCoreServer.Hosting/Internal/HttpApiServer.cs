using Amazon.Lambda.APIGatewayEvents;
using Amazon.Lambda.Core;
using Amazon.Lambda.RuntimeSupport;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace Amazon.Lambda.AspNetCoreServer.Hosting.Internal;

/// <summary>
/// A server whose requests are Lambda events. Starting it is running it: the bootstrap's loop is awaited, so the
/// application never counts as started, and what is registered to start later never does.
/// </summary>
internal sealed partial class HttpApiServer(
    IServiceProvider services, ILambdaSerializer serializer, HostingOptions options, ILogger<HttpApiServer> logger)
    : IServer
{
    public IFeatureCollection Features { get; } = new FeatureCollection();

    public async Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull
    {
        using var handler = HandlerWrapper.GetHandlerWrapper(
            (APIGatewayHttpApiV2ProxyRequest request, ILambdaContext context) =>
                HandleAsync(application, request, context),
            serializer);
        using var bootstrap = new LambdaBootstrap(handler);
        await bootstrap.RunAsync(CancellationToken.None);
    }

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public void Dispose()
    {
    }

    private async Task<APIGatewayHttpApiV2ProxyResponse> HandleAsync<TContext>(
        IHttpApplication<TContext> application, APIGatewayHttpApiV2ProxyRequest request, ILambdaContext lambda)
        where TContext : notnull
    {
        var response = new ResponseFeature();
        var features = RequestFeatures.From(request, lambda, options);
        features.Set<IHttpResponseFeature>(response);
        features.Set<IHttpResponseBodyFeature>(new ResponseBodyFeature(response));

        await using var scope = services.CreateAsyncScope();
        features.Set<IServiceProvidersFeature>(new ServiceProvidersFeature { RequestServices = scope.ServiceProvider });
        var context = application.CreateContext(features);
        Exception? failure = null;
        try
        {
            failure = await ProcessAsync(application, context, response);
            await response.StartingAsync();
            var answer = ResponseMapping.ToAnswer(response, options, lambda);
            if (failure is not null && options.IncludeUnhandledExceptionDetailInResponse)
                answer.SetHeaderValues("ErrorType", failure.GetType().Name, false);
            await response.CompletedAsync();
            return answer;
        }
        finally
        {
            application.DisposeContext(context, failure);
        }
    }

    /// <summary>
    /// An exception that nothing in the application handled is answered 500; the invocation itself succeeds.
    /// </summary>
    private async Task<Exception?> ProcessAsync<TContext>(
        IHttpApplication<TContext> application, TContext context, ResponseFeature response)
        where TContext : notnull
    {
        try
        {
            await application.ProcessRequestAsync(context);
            return null;
        }
        catch (Exception error)
        {
            Log.Unhandled(logger, error);
            response.StatusCode = 500;
            return error;
        }
    }

    private static partial class Log
    {
        [LoggerMessage(
            Level = Microsoft.Extensions.Logging.LogLevel.Error, Message = "Unknown error responding to request")]
        public static partial void Unhandled(ILogger logger, Exception error);
    }
}
