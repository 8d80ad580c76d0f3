using Aspire.Hosting.ApplicationModel;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, IResourceBuilder<IResourceWithServiceDiscovery> source)
        where TDestination : IResourceWithEnvironment => builder.WithReference(source, source.Resource.Name);

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithServiceDiscovery> source,
        string name)
        where TDestination : IResourceWithEnvironment
    {
        builder.ReferenceTo(source.Resource, name).IsOfAll = true;
        return builder;
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, EndpointReference endpointReference)
        where TDestination : IResourceWithEnvironment
    {
        builder.ReferenceTo(endpointReference.Resource, endpointReference.Resource.Name)
            .EndpointNames.Add(endpointReference.EndpointName);
        return builder;
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder,
        IResourceBuilder<IResourceWithConnectionString> source,
        string? connectionName = null,
        bool optional = false)
        where TDestination : IResourceWithEnvironment
    {
        var resource = source.Resource;
        var name = connectionName ?? resource.Name;
        return builder.WithEnvironment(context =>
        {
            context.EnvironmentVariables[resource.ConnectionStringEnvironmentVariable ?? $"ConnectionStrings__{name}"] =
                new ConnectionStringValue(resource, optional);
            foreach (var (part, value) in resource.GetConnectionProperties())
                context.EnvironmentVariables[$"{ResourceNames.ForEnvironment(name)}_{part.ToUpperInvariant()}"] = value;
        });
    }

    public static IResourceBuilder<TDestination> WithReference<TDestination>(
        this IResourceBuilder<TDestination> builder, string name, Uri uri)
        where TDestination : IResourceWithEnvironment => builder
        .WithEnvironment($"services__{name}__default__0", uri.ToString())
        .WithEnvironment(name, uri.ToString());

    // One annotation for each resource referred to, so that naming an endpoint twice gives it no second number.
    private static EndpointReferenceAnnotation ReferenceTo<T>(
        this IResourceBuilder<T> builder, IResourceWithEndpoints source, string serviceName)
        where T : IResourceWithEnvironment
    {
        var known = builder.Resource.Annotations.OfType<EndpointReferenceAnnotation>()
            .SingleOrDefault(known => known.Resource == source && known.ServiceName == serviceName);
        if (known is not null)
            return known;

        var reference = new EndpointReferenceAnnotation(source, serviceName);
        builder.WithAnnotation(reference).WithEnvironment(context => Tell(context.EnvironmentVariables, reference));
        return reference;
    }

    private static void Tell(Dictionary<string, object> variables, EndpointReferenceAnnotation reference)
    {
        foreach (var endpoint in reference.Resource.GetEndpoints())
        {
            if (!reference.IsOfAll && !reference.EndpointNames.Contains(endpoint.EndpointName))
                continue;

            var isNamedByScheme = endpoint.EndpointName is "http" or "https";
            var key = isNamedByScheme ? endpoint.Scheme : endpoint.EndpointName;
            var number = 0;
            while (!variables.TryAdd($"services__{reference.ServiceName}__{key}__{number}", endpoint))
                number++;
            var name = ResourceNames.ForEnvironment(reference.ServiceName);
            variables[$"{name}_{ResourceNames.ForEnvironment(endpoint.EndpointName)}"] = endpoint;
        }
    }

    private sealed class ConnectionStringValue(IResourceWithConnectionString resource, bool isOptional) : IValueProvider
    {
        public async ValueTask<string?> GetValueAsync(CancellationToken cancellationToken = default)
        {
            try
            {
                return await resource.GetConnectionStringAsync(cancellationToken);
            }
            catch (MissingParameterValueException) when (isOptional)
            {
                return null;
            }
        }
    }
}
