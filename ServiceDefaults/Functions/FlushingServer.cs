using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using WebhookSystem.ServiceDefaults.Observe;

namespace WebhookSystem.ServiceDefaults.Functions;

/// <summary>
/// A server that sends its telemetry after each request. The request's own span ends when its context is disposed,
/// later than anything that middleware could wait for.
/// </summary>
internal sealed class FlushingServer(IServer server, TelemetryFlush flush) : IServer
{
    public IFeatureCollection Features => server.Features;

    public Task StartAsync<TContext>(IHttpApplication<TContext> application, CancellationToken cancellationToken)
        where TContext : notnull =>
        server.StartAsync(new FlushingApplication<TContext>(application, flush), cancellationToken);

    public Task StopAsync(CancellationToken cancellationToken) => server.StopAsync(cancellationToken);

    public void Dispose() => server.Dispose();

    private sealed class FlushingApplication<TContext>(IHttpApplication<TContext> application, TelemetryFlush flush)
        : IHttpApplication<TContext>
        where TContext : notnull
    {
        public TContext CreateContext(IFeatureCollection contextFeatures) =>
            application.CreateContext(contextFeatures);

        public Task ProcessRequestAsync(TContext context) => application.ProcessRequestAsync(context);

        public void DisposeContext(TContext context, Exception? exception)
        {
            application.DisposeContext(context, exception);
            flush.Flush(FunctionHost.FlushTimeMax);
        }
    }
}

/// <summary>Ends each invocation of a server that is a Lambda function by sending what telemetry it left.</summary>
public static class FlushingServerRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        /// <summary>After the server was chosen; changes nothing where the process is no function.</summary>
        public void FlushEachInvocation()
        {
            var server = builder.Services.LastOrDefault(static service => service.ServiceType == typeof(IServer));
            if (!FunctionHost.IsFunction || builder.Configuration[FunctionHost.FlushKey] is "false"
                || server?.ImplementationType is not { } type)
                return;
            builder.Services.Replace(ServiceDescriptor.Singleton<IServer>(services => new FlushingServer(
                (IServer)ActivatorUtilities.CreateInstance(services, type),
                services.GetRequiredService<TelemetryFlush>())));
        }
    }
}
