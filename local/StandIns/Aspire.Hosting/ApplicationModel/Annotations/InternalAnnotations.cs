namespace Aspire.Hosting.ApplicationModel;

internal sealed record ArgumentsCallbackAnnotation(Func<CommandLineArgsCallbackContext, Task> Callback)
    : IResourceAnnotation;

/// <summary>The resource starts only by command.</summary>
internal sealed record ExplicitStartupAnnotation : IResourceAnnotation;

internal sealed record InitialStateAnnotation(CustomResourceSnapshot Snapshot) : IResourceAnnotation;

internal sealed record UrlCallbackAnnotation(Action<List<ResourceUrlAnnotation>> Callback) : IResourceAnnotation;

/// <summary>The ids of the processes that run a resource.</summary>
internal sealed record InstancesAnnotation(IReadOnlyList<string> Ids) : IResourceAnnotation;

/// <summary>Which endpoints of another resource a resource is told of: all, or those named.</summary>
internal sealed class EndpointReferenceAnnotation(IResourceWithEndpoints resource, string serviceName)
    : IResourceAnnotation
{
    public IResourceWithEndpoints Resource => resource;

    public string ServiceName => serviceName;

    public bool IsOfAll { get; set; }

    public HashSet<string> EndpointNames { get; } = new(StringComparer.OrdinalIgnoreCase);
}
