using System.Security.Cryptography;
using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Orchestration;

/// <summary>Starts each resource as soon as what it waits for allows, and stops it when nobody needs it.</summary>
internal sealed class ApplicationOrchestrator(
    DistributedApplicationModel model,
    DistributedApplicationOptions options,
    Runtime runtime,
    EndpointAllocator endpoints,
    LogForwarder forwarder) : IHostedService, IDisposable
{
    private readonly Dictionary<string, ResourceInstance> _instances = new(ResourceNames.Comparer);

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        runtime.Watcher.Open();
        runtime.Eventing.Subscribe<BeforeResourceStartedEvent>(
            (@event, token) => new DependencyWait(runtime.Notifications, @event.Resource).RunAsync(token));

        IResource[] resources = [.. model.Resources];
        foreach (var resource in resources)
            await PrepareAsync(resource);
        foreach (var resource in resources)
            AllocateEndpoints(resource);
        foreach (var resource in resources.OfType<IResourceWithEndpoints>())
            await AnnounceEndpointsAsync(resource, cancellationToken);

        var valueResources = new ValueResources(runtime);
        await Task.WhenAll(
            [.. resources.Select(resource => valueResources.StartAsync(resource, cancellationToken)),
            .. resources.Where(static resource => !resource.HasAnnotationOfType<ExplicitStartupAnnotation>())
                .SelectMany(InstancesOf).Select(instance => instance.StartAsync(cancellationToken))]);
        await runtime.Eventing.PublishAsync(
            new AfterResourcesCreatedEvent(runtime.Services, model), cancellationToken);
    }

    /// <summary>Stops who needs others before those others, so that nobody talks to the dead while it ends.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        List<ResourceInstance> left = [.. _instances.Values];
        while (left.Count > 0)
        {
            var needed = left.SelectMany(static instance => instance.Needs).ToHashSet();
            var next = left.Where(instance => !needed.Contains(instance.Resource)).ToHashSet();

            // Those who need one another in a circle stop together.
            if (next.Count == 0)
                next = [.. left];
            await Task.WhenAll(next.Select(instance => instance.StopAsync(cancellationToken)));
            left.RemoveAll(next.Contains);
        }
    }

    public Task StartAsync(string id, CancellationToken cancellationToken) =>
        _instances[id].StartAsync(cancellationToken);

    public Task StopAsync(string id, CancellationToken cancellationToken) =>
        _instances[id].StopAsync(cancellationToken);

    public async Task RestartAsync(string id, CancellationToken cancellationToken)
    {
        await StopAsync(id, cancellationToken);
        await StartAsync(id, cancellationToken);
    }

    public void Dispose()
    {
        foreach (var instance in _instances.Values)
            instance.Dispose();
    }

    private async Task PrepareAsync(IResource resource)
    {
        if (ProcessCommand.Of(resource, options.Assembly) is { } command)
        {
            string[] ids = [.. Enumerable.Range(0, resource.GetReplicaCount()).Select(_ =>
                $"{resource.Name}-{RandomNumberGenerator.GetString("abcdefghijklmnopqrstuvwxyz", 8)}")];
            resource.Annotations.Add(new InstancesAnnotation(ids));
            LifecycleCommands.AddTo(resource);
            foreach (var id in ids)
            {
                forwarder.Forward(resource, id);
                _instances[id] = new(resource, id, command, runtime);
            }
        }
        else
        {
            forwarder.Forward(resource, resource.Name);
        }

        var isExplicit = resource.HasAnnotationOfType<ExplicitStartupAnnotation>();
        await runtime.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            State = isExplicit ? KnownResourceStates.NotStarted : snapshot.State,
            CreationTimeStamp = runtime.Now,
        });
    }

    private IEnumerable<ResourceInstance> InstancesOf(IResource resource) =>
        resource.TryGetLastAnnotation<InstancesAnnotation>(out var instances)
            ? instances.Ids.Select(id => _instances[id])
            : [];

    private void AllocateEndpoints(IResource resource)
    {
        foreach (var endpoint in resource.Annotations.OfType<EndpointAnnotation>())
        {
            if (endpoint.AllocatedEndpoint is null)
                endpoints.Allocate(resource, endpoint);
        }
    }

    private async Task AnnounceEndpointsAsync(IResourceWithEndpoints resource, CancellationToken cancellationToken)
    {
        List<ResourceUrlAnnotation> urls = [.. resource.GetEndpoints()
            .Select(static endpoint => new ResourceUrlAnnotation { Url = endpoint.Url, Endpoint = endpoint })];
        foreach (var annotation in resource.Annotations.OfType<UrlCallbackAnnotation>())
            annotation.Callback(urls);

        await runtime.Notifications.PublishUpdateAsync(resource, snapshot => snapshot with
        {
            Urls = [.. urls.Select(static url => new UrlSnapshot(url.Endpoint?.EndpointName, url.Url, IsInternal: false)
            {
                DisplayProperties = new(url.DisplayText ?? ""),
            })],
        });
        await runtime.Eventing.PublishAsync(
            new ResourceEndpointsAllocatedEvent(resource, runtime.Services), cancellationToken);
    }
}
