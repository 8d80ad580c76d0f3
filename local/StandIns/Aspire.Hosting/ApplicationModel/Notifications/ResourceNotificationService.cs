using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace Aspire.Hosting.ApplicationModel;

/// <summary>Knows the present state of every resource, tells who listens, and lets callers wait for a state.</summary>
public partial class ResourceNotificationService : IDisposable
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, ResourceEvent> _current = new(ResourceNames.Comparer);
    private readonly List<ChannelWriter<ResourceEvent>> _watchers = [];
    private readonly CancellationTokenSource _disposed = new();
    private readonly DistributedApplicationModel _model;
    private readonly ResourceLoggerService _loggers;
    private readonly WaitBehavior _defaultWaitBehavior;

    internal ResourceNotificationService(
        DistributedApplicationModel model,
        ResourceLoggerService loggers,
        IOptions<ResourceNotificationServiceOptions> options)
    {
        _model = model;
        _loggers = loggers;
        _defaultWaitBehavior = options.Value.DefaultWaitBehavior;
    }

    /// <summary>Changes what is known of a resource, of each of its processes.</summary>
    public async Task PublishUpdateAsync(
        IResource resource, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        foreach (var id in IdsOf(resource))
            await PublishUpdateAsync(resource, id, stateFactory);
    }

    /// <summary>Changes what is known of one process of a resource.</summary>
    public Task PublishUpdateAsync(
        IResource resource, string resourceId, Func<CustomResourceSnapshot, CustomResourceSnapshot> stateFactory)
    {
        lock (_gate)
        {
            var before = _current.TryGetValue(resourceId, out var known) ? known.Snapshot : Unknown(resource);
            var after = new ResourceEvent(resource, resourceId, stateFactory(before));
            _current[resourceId] = after;
            foreach (var watcher in _watchers)
                watcher.TryWrite(after);
        }

        return Task.CompletedTask;
    }

    /// <summary>What is known now of the process of that id, or of the resource of that name.</summary>
    public bool TryGetCurrentState(string resourceId, [NotNullWhen(true)] out ResourceEvent? resourceEvent)
    {
        lock (_gate)
        {
            resourceEvent = _current.TryGetValue(resourceId, out var known) ? known
                : _current.Values.FirstOrDefault(current => ResourceNames.AreEqual(current.Resource.Name, resourceId));
            return resourceEvent is not null;
        }
    }

    /// <summary>Everything that is known now, then every change.</summary>
    public async IAsyncEnumerable<ResourceEvent> WatchAsync(
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, _disposed.Token);
        var channel = Channel.CreateUnbounded<ResourceEvent>();
        lock (_gate)
        {
            foreach (var known in _current.Values)
                channel.Writer.TryWrite(known);
            _watchers.Add(channel.Writer);
        }

        try
        {
            await foreach (var change in channel.Reader.ReadAllAsync(either.Token))
                yield return change;
        }
        finally
        {
            lock (_gate)
                _watchers.Remove(channel.Writer);
        }
    }

    public void Dispose()
    {
        _disposed.Cancel();
        GC.SuppressFinalize(this);
    }

    /// <summary>The ids of a resource's processes; its name where it has none.</summary>
    internal static IReadOnlyList<string> IdsOf(IResource resource) =>
        resource.TryGetLastAnnotation<InstancesAnnotation>(out var instances) ? instances.Ids : [resource.Name];

    private static CustomResourceSnapshot Unknown(IResource resource) =>
        resource.TryGetLastAnnotation<InitialStateAnnotation>(out var initial)
            ? initial.Snapshot
            : new() { ResourceType = TypeOf(resource), Properties = [] };

    private static string TypeOf(IResource resource) => resource switch
    {
        ProjectResource => KnownResourceTypes.Project,
        ExecutableResource => KnownResourceTypes.Executable,
        ParameterResource => KnownResourceTypes.Parameter,
        ConnectionStringResource => KnownResourceTypes.ConnectionString,
        _ => resource.GetType().Name,
    };
}

/// <summary>How waiting behaves where the call does not say.</summary>
public sealed class ResourceNotificationServiceOptions
{
    public WaitBehavior DefaultWaitBehavior { get; set; }
}
