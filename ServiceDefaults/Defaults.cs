using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using WebhookSystem.ServiceDefaults.Observe;

namespace WebhookSystem.ServiceDefaults;

/// <summary>What every room has: a clock, logs, health checks and telemetry.</summary>
public static class Defaults
{
    // Four lines a request say less than the room's own one. First in the list: any configured level overrules it.
    private static readonly LoggerFilterRule QuietFramework =
        new(providerName: null, "Microsoft.AspNetCore", LogLevel.Warning, filter: null);

    extension(IHostApplicationBuilder builder)
    {
        /// <param name="service">Name of the room; OTEL_SERVICE_NAME overrides it.</param>
        public IHostApplicationBuilder AddServiceDefaults(string service)
        {
            builder.Logging.AddConsole();
            builder.Services.Configure<LoggerFilterOptions>(static options => options.Rules.Insert(0, QuietFramework));
            builder.Services.TryAddSingleton(TimeProvider.System);
            builder.Services.AddHealthChecks();
            builder.AddTelemetry(service);
            return builder;
        }
    }
}
