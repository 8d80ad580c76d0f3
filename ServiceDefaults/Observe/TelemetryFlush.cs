using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Trace;

namespace WebhookSystem.ServiceDefaults.Observe;

/// <summary>Sends what telemetry is buffered: a function is frozen as soon as it has answered.</summary>
public sealed class TelemetryFlush(IServiceProvider services)
{
    /// <summary>Waits for the receiver at most so long, and not at all where there is none.</summary>
    public void Flush(TimeSpan timeout)
    {
        var milliseconds = (int)timeout.TotalMilliseconds;
        services.GetService<TracerProvider>()?.ForceFlush(milliseconds);
        services.GetService<MeterProvider>()?.ForceFlush(milliseconds);
        services.GetService<LoggerProvider>()?.ForceFlush(milliseconds);
    }
}
