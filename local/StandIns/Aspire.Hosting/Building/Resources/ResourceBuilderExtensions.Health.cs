using System.Globalization;
using Aspire.Hosting.ApplicationModel;
using Aspire.Hosting.Orchestration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting;

public static partial class ResourceBuilderExtensions
{
    private static readonly TimeSpan HttpHealthTimeout = TimeSpan.FromSeconds(10);

    public static IResourceBuilder<T> WithHealthCheck<T>(this IResourceBuilder<T> builder, string key)
        where T : IResource => builder.WithAnnotation(new HealthCheckAnnotation(key));

    /// <summary>Healthy while a GET of the path answers with exactly that status, 200 by default.</summary>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder, string? path = null, int? statusCode = null, string? endpointName = null)
        where T : IResourceWithEndpoints =>
        builder.WithHttpHealthCheck(() => HealthEndpoint(builder.Resource, endpointName), path, statusCode);

    /// <inheritdoc cref="WithHttpHealthCheck{T}(IResourceBuilder{T}, string?, int?, string?)"/>
    public static IResourceBuilder<T> WithHttpHealthCheck<T>(
        this IResourceBuilder<T> builder,
        Func<EndpointReference>? endpointSelector,
        string? path = null,
        int? statusCode = null)
        where T : IResourceWithEndpoints
    {
        var endpoint = (endpointSelector ?? (() => HealthEndpoint(builder.Resource, name: null)))();
        path ??= "/";
        statusCode ??= 200;
        builder.ApplicationBuilder.Eventing.Subscribe<BeforeStartEvent>((_, _) => endpoint.Exists
            ? Task.CompletedTask
            : throw new DistributedApplicationException($"The endpoint '{endpoint.EndpointName}' does not exist on the "
                + $"resource '{builder.Resource.Name}'."));

        var code = statusCode.Value.ToString(CultureInfo.InvariantCulture);
        var key = $"{builder.Resource.Name}_{endpoint.EndpointName}_{path}_{code}_check";
        builder.ApplicationBuilder.Services.AddHealthChecks().Add(new HealthCheckRegistration(
            key,
            new HttpHealthCheck(endpoint, path, statusCode.Value),
            failureStatus: null,
            tags: null,
            HttpHealthTimeout));
        return builder.WithHealthCheck(key);
    }

    private static EndpointReference HealthEndpoint(IResourceWithEndpoints resource, string? name) =>
        name is not null ? resource.GetEndpoint(name)
        : resource.GetEndpoints().FirstOrDefault(endpoint => endpoint.IsHttps)
            ?? resource.GetEndpoints().FirstOrDefault(endpoint => endpoint.IsHttp)
            ?? resource.GetEndpoint("http");
}
