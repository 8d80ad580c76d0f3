using System.Diagnostics.CodeAnalysis;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.Orchestration;

/// <summary>Looks after the health of every resource from when it runs until it has ended.</summary>
internal sealed partial class HealthMonitor(
    ResourceNotificationService notifications,
    HealthCheckService checks,
    IDistributedApplicationEventing eventing,
    IServiceProvider services,
    TimeProvider time,
    ILogger<HealthMonitor> logger) : BackgroundService
{
    private readonly Dictionary<string, Monitored> _monitored = new(ResourceNames.Comparer);

    /// <summary>The checks that a resource and those it belongs to must pass.</summary>
    public static IReadOnlySet<string> ChecksOf(IResource resource) =>
        resource.TryGetAnnotationsIncludingAncestorsOfType<HealthCheckAnnotation>(out var annotations)
            ? annotations.Select(static annotation => annotation.Key).ToHashSet()
            : new HashSet<string>();

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var change in notifications.WatchAsync(stoppingToken))
        {
            if (change.Snapshot.State?.Text == KnownResourceStates.Running)
                Begin(change.Resource, change.ResourceId, stoppingToken);
            else if (change.Snapshot.IsTerminal)
                await EndAsync(change.Resource, change.ResourceId);
        }
    }

    private void Begin(IResource resource, string id, CancellationToken stoppingToken)
    {
        if (!_monitored.TryGetValue(resource.Name, out var monitored))
        {
            monitored = new([], CancellationTokenSource.CreateLinkedTokenSource(stoppingToken));
            _monitored[resource.Name] = monitored;
            _ = MonitorAsync(resource, monitored.Until.Token);
        }

        monitored.Running.Add(id);
    }

    private async Task EndAsync(IResource resource, string id)
    {
        if (_monitored.TryGetValue(resource.Name, out var monitored)
            && monitored.Running.Remove(id) && monitored.Running.Count == 0)
        {
            _monitored.Remove(resource.Name);
            await monitored.Until.CancelAsync();
            monitored.Until.Dispose();
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Nobody awaits this; the log is where a bug is seen.")]
    private async Task MonitorAsync(IResource resource, CancellationToken cancellationToken)
    {
        var keys = ChecksOf(resource);
        var pace = new HealthPace();
        try
        {
            if (keys.Count == 0)
            {
                await TellReadyAsync(resource, cancellationToken);
                return;
            }

            while (true)
            {
                await Task.Delay(pace.Next, time, cancellationToken);
                var report = await checks.CheckHealthAsync(check => keys.Contains(check.Name), cancellationToken);
                await PublishAsync(resource, report);
                if (pace.Saw(isHealthy: report.Status == HealthStatus.Healthy))
                    _ = TellReadyAsync(resource, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            // The resource has ended.
        }
        catch (Exception exception)
        {
            Log.MonitoringEnded(logger, exception, resource.Name);
        }
    }

    private Task PublishAsync(IResource resource, HealthReport report)
    {
        var lastRunAt = time.GetUtcNow().UtcDateTime;
        return notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            HealthReports = [.. report.Entries.Select(entry => new HealthReportSnapshot(
                entry.Key, entry.Value.Status, entry.Value.Description, entry.Value.Exception?.ToString())
            {
                LastRunAt = lastRunAt,
            })],
        });
    }

    private async Task TellReadyAsync(IResource resource, CancellationToken cancellationToken)
    {
        var told = eventing.PublishAsync(new ResourceReadyEvent(resource, services), cancellationToken);

        // Whoever waits for the resource sees how it went.
        await told.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        if (told.IsFaulted)
            Log.NotReady(logger, told.Exception, resource.Name);
        if (!cancellationToken.IsCancellationRequested)
            await notifications.PublishUpdateAsync(resource, snapshot => snapshot with { Ready = told });
    }

    /// <summary>The processes of a resource that run, and the end of looking after them.</summary>
    private sealed record Monitored(HashSet<string> Running, CancellationTokenSource Until);

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Error, "Unexpected error ended health monitoring for resource '{Resource}'.")]
        public static partial void MonitoringEnded(ILogger logger, Exception exception, string resource);

        [LoggerMessage(LogLevel.Error, "Who waited for resource '{Resource}' to be ready failed.")]
        public static partial void NotReady(ILogger logger, Exception exception, string resource);
    }
}
