using Microsoft.Extensions.Logging;

namespace Aspire.Hosting.ApplicationModel;

public partial class ResourceNotificationService
{
    /// <summary>Waits, in state <c>Waiting</c>, for everything that the resource asked to wait for.</summary>
    public async Task WaitForDependenciesAsync(IResource resource, CancellationToken cancellationToken)
    {
        WaitAnnotation[] waits = [.. resource.Annotations.OfType<WaitAnnotation>()
            .Where(static wait => wait.Resource is not IResourceWithoutLifetime)];
        if (waits.Length == 0)
            return;

        await PublishUpdateAsync(resource, static known => known.State?.Text is { } state
            && state != KnownResourceStates.Starting && state != KnownResourceStates.NotStarted
                ? known : known with { State = KnownResourceStates.Waiting });
        await Task.WhenAll(waits.SelectMany(wait => IdsOf(wait.Resource).Select(id => wait.WaitType switch
        {
            WaitType.WaitUntilHealthy => WaitUntilHealthyAsync(resource, wait, id, cancellationToken),
            WaitType.WaitUntilStarted => WaitUntilRunningAsync(resource, wait, id, cancellationToken),
            WaitType.WaitForCompletion => WaitUntilCompletedAsync(resource, wait, id, cancellationToken),
        })));
    }

    private async Task WaitUntilHealthyAsync(
        IResource resource, WaitAnnotation wait, string id, CancellationToken cancellationToken)
    {
        await WaitUntilRunningAsync(resource, wait, id, cancellationToken);
        if (wait.Resource.HasAnnotationOfType<HealthCheckAnnotation>())
        {
            await WaitForResourceAsync(
                wait.Resource.Name, change => change.ResourceId == id && IsHealthy(change.Snapshot), cancellationToken);
        }

        await WaitUntilReadyAsync(wait.Resource.Name, id, cancellationToken);
    }

    private async Task WaitUntilRunningAsync(
        IResource resource, WaitAnnotation wait, string id, CancellationToken cancellationToken)
    {
        Log.Waiting(_loggers.GetLogger(resource), wait.Resource.Name, wait.WaitType);
        var stops = (wait.WaitBehavior ?? _defaultWaitBehavior) == WaitBehavior.StopOnResourceUnavailable;
        var reached = await WaitForResourceAsync(
            wait.Resource.Name,
            change => change.ResourceId == id
                && (IsRunning(change.Snapshot) || (stops && IsUnavailable(change.Snapshot))),
            cancellationToken);
        if (IsUnavailable(reached.Snapshot))
            throw Stopped(resource, wait, $"entered the '{reached.Snapshot.State?.Text}' state prematurely");
    }

    private async Task WaitUntilCompletedAsync(
        IResource resource, WaitAnnotation wait, string id, CancellationToken cancellationToken)
    {
        Log.Waiting(_loggers.GetLogger(resource), wait.Resource.Name, wait.WaitType);
        var reached = await WaitForResourceAsync(
            wait.Resource.Name, change => change.ResourceId == id && change.Snapshot.IsTerminal, cancellationToken);
        if (reached.Snapshot.State!.Text == KnownResourceStates.FailedToStart)
            throw Stopped(resource, wait, "failed to start");
        if (reached.Snapshot.ExitCode is { } exitCode && exitCode != wait.ExitCode)
        {
            throw Stopped(resource, wait, $"entered the '{reached.Snapshot.State.Text}' state with exit code "
                + $"'{exitCode}', expected '{wait.ExitCode}'");
        }
    }

    private static DistributedApplicationException Stopped(IResource resource, WaitAnnotation wait, string because) =>
        new($"Resource '{resource.Name}' stopped waiting for dependency resource '{wait.Resource.Name}' "
            + $"because it {because}.");

    private static partial class Log
    {
        [LoggerMessage(LogLevel.Information, "Waiting for resource '{Resource}' ({WaitType}).")]
        public static partial void Waiting(ILogger logger, string resource, WaitType waitType);
    }
}
