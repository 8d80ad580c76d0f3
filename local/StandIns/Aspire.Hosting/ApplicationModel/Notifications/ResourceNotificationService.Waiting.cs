using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.ApplicationModel;

public partial class ResourceNotificationService
{
    /// <summary>Waits until the resource is in a state, <c>Running</c> where none is named.</summary>
    public Task WaitForResourceAsync(
        string resourceName, string? targetState = null, CancellationToken cancellationToken = default) =>
        WaitForResourceAsync(resourceName, [targetState ?? KnownResourceStates.Running], cancellationToken);

    /// <summary>Waits until the resource is in one of the states, and says in which.</summary>
    public async Task<string> WaitForResourceAsync(
        string resourceName, IEnumerable<string> targetStates, CancellationToken cancellationToken = default)
    {
        HashSet<string> targets = new(targetStates, StringComparer.OrdinalIgnoreCase);
        var reached = await WaitForResourceAsync(
            resourceName,
            change => change.Snapshot.State is { } state && targets.Contains(state.Text),
            cancellationToken);
        return reached.Snapshot.State!.Text;
    }

    /// <summary>Waits until what is known of the resource is as wanted.</summary>
    public async Task<ResourceEvent> WaitForResourceAsync(
        string resourceName, Func<ResourceEvent, bool> predicate, CancellationToken cancellationToken = default)
    {
        await foreach (var change in WatchAsync(cancellationToken))
        {
            if (ResourceNames.AreEqual(change.Resource.Name, resourceName) && predicate(change))
                return change;
        }

        throw new OperationCanceledException(
            $"The wait for resource '{resourceName}' ended because the application did.", cancellationToken);
    }

    /// <summary>Waits until the resource is healthy and all who asked to hear of it have done their work.</summary>
    public Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName, CancellationToken cancellationToken = default) =>
        WaitForResourceHealthyAsync(resourceName, _defaultWaitBehavior, cancellationToken);

    /// <inheritdoc cref="WaitForResourceHealthyAsync(string, CancellationToken)"/>
    public async Task<ResourceEvent> WaitForResourceHealthyAsync(
        string resourceName, WaitBehavior waitBehavior, CancellationToken cancellationToken = default)
    {
        var stops = waitBehavior == WaitBehavior.StopOnResourceUnavailable;
        if (stops && !_model.Resources.TryGetByName(resourceName, out _))
        {
            throw new DistributedApplicationException($"Stopped waiting for resource '{resourceName}' to become "
                + "healthy because it does not exist in the application model.");
        }

        var reached = await WaitForResourceAsync(
            resourceName,
            change => IsHealthy(change.Snapshot) || (stops && IsUnavailable(change.Snapshot)),
            cancellationToken);
        if (!IsHealthy(reached.Snapshot))
        {
            throw new DistributedApplicationException(
                $"Stopped waiting for resource '{resourceName}' to become healthy because it failed to start.");
        }

        return await WaitUntilReadyAsync(resourceName, reached.ResourceId, cancellationToken);
    }

    private async Task<ResourceEvent> WaitUntilReadyAsync(
        string resourceName, string resourceId, CancellationToken cancellationToken)
    {
        var ready = await WaitForResourceAsync(
            resourceName,
            change => change.ResourceId == resourceId && change.Snapshot.Ready is not null,
            cancellationToken);

        // A failure of who heard that the resource is ready is a failure of waiting for it.
        await ready.Snapshot.Ready!.WaitAsync(cancellationToken);
        return ready;
    }

    private static bool IsRunning(CustomResourceSnapshot snapshot) =>
        snapshot.State?.Text == KnownResourceStates.Running;

    private static bool IsHealthy(CustomResourceSnapshot snapshot) => snapshot.HealthStatus == HealthStatus.Healthy;

    private static bool IsUnavailable(CustomResourceSnapshot snapshot) =>
        snapshot.IsTerminal || snapshot.State?.Text == KnownResourceStates.RuntimeUnhealthy;
}
