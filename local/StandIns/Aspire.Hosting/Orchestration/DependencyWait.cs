using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting.Orchestration;

/// <summary>Holds a resource until what it waits for is there, or until someone starts it all the same.</summary>
internal sealed class DependencyWait(ResourceNotificationService notifications, IResource resource)
{
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        if (!resource.HasAnnotationOfType<WaitAnnotation>())
            return;

        using var whicheverIsFirst = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);

        // Watching begins before waiting does, or it could miss the resource being let go.
        var letGo = WaitUntilLetGoAsync(whicheverIsFirst.Token);
        var dependencies = notifications.WaitForDependenciesAsync(resource, whicheverIsFirst.Token);
        var first = await Task.WhenAny(dependencies, letGo);
        await whicheverIsFirst.CancelAsync();
        await first;
        await Task.WhenAll(dependencies, letGo).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    private Task<ResourceEvent> WaitUntilLetGoAsync(CancellationToken cancellationToken)
    {
        HashSet<string> seenWaiting = [];
        return notifications.WaitForResourceAsync(resource.Name, change =>
        {
            if (change.Snapshot.State?.Text != KnownResourceStates.Waiting)
                return seenWaiting.Contains(change.ResourceId);
            seenWaiting.Add(change.ResourceId);
            return false;
        }, cancellationToken);
    }
}
