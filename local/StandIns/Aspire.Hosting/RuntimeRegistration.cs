using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting;

/// <summary>Everything that runs an application once it is built.</summary>
internal static class RuntimeRegistration
{
    public static void AddRuntime(
        this HostApplicationBuilder host, DistributedApplicationBuilder builder, DistributedApplicationOptions options)
    {
        host.Logging.AddFilter("Microsoft.Hosting.Lifetime", LogLevel.Warning);
        host.Logging.AddFilter("System.Net.Http", LogLevel.Warning);

        // The resource's own health says it; the check's log says it once for every attempt.
        host.Logging.AddFilter("Microsoft.Extensions.Diagnostics.HealthChecks", LogLevel.None);

        var services = host.Services;
        services.AddSingleton(options);
        services.AddSingleton(builder.ExecutionContext);
        services.AddSingleton(builder.Eventing);
        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton(_ => new DistributedApplicationModel(builder.Resources));
        services.AddSingleton<ResourceLoggerService>();
        services.AddSingleton(provider => new ResourceNotificationService(
            provider.GetRequiredService<DistributedApplicationModel>(),
            provider.GetRequiredService<ResourceLoggerService>(),
            provider.GetRequiredService<IOptions<ResourceNotificationServiceOptions>>()));
        services.AddSingleton(provider => new ResourceCommandService(
            provider,
            provider.GetRequiredService<ResourceNotificationService>(),
            provider.GetRequiredService<ResourceLoggerService>()));
        services.Configure<ResourceNotificationServiceOptions>(waiting => waiting.DefaultWaitBehavior =
            options.DisableDashboard ? WaitBehavior.StopOnResourceUnavailable : WaitBehavior.WaitOnResourceUnavailable);

        services.AddHealthChecks();
        services.AddHttpClient();
        services.AddSingleton<WatcherConnection>();
        services.AddSingleton(_ => new EndpointAllocator(
            host.Configuration.GetValue("DcpPublisher:RandomizePorts", defaultValue: false)));
        services.AddSingleton<ApplicationOrchestrator>();
        services.AddSingleton<LogForwarder>();
        services.AddSingleton<Runtime>();
        services.AddHostedService<HealthMonitor>();
        services.AddHostedService(static provider => provider.GetRequiredService<ApplicationOrchestrator>());
    }
}
