using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Eventing;

namespace Aspire.Hosting.Orchestration;

/// <summary>What every running resource works with.</summary>
internal sealed record Runtime(
    IServiceProvider Services,
    WatcherConnection Watcher,
    IDistributedApplicationEventing Eventing,
    ResourceNotificationService Notifications,
    ResourceLoggerService Loggers,
    DistributedApplicationExecutionContext Context,
    TimeProvider Time)
{
    public DateTime Now => Time.GetUtcNow().UtcDateTime;
}
