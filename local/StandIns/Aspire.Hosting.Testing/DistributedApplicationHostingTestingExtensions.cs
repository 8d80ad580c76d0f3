using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Aspire.Hosting.Testing;

/// <summary>Reaches the resources of a running application.</summary>
public static class DistributedApplicationHostingTestingExtensions
{
    /// <summary>A client of that endpoint; of <c>https</c>, else <c>http</c>, where none is named.</summary>
    public static HttpClient CreateHttpClient(
        this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        var client = app.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        client.BaseAddress = app.GetEndpoint(resourceName, endpointName);
        return client;
    }

    public static Uri GetEndpoint(this DistributedApplication app, string resourceName, string? endpointName = null)
    {
        var lifetime = app.Services.GetRequiredService<IHostApplicationLifetime>();
        if (!lifetime.ApplicationStarted.IsCancellationRequested)
            throw new InvalidOperationException("The application has not started.");

        EndpointReference[] endpoints =
            app.Find(resourceName) is IResourceWithEndpoints resource ? [.. resource.GetEndpoints()] : [];
        string[] wanted = endpointName is null ? ["https", "http"] : [endpointName];
        var endpoint = wanted
            .Select(name => endpoints.FirstOrDefault(endpoint =>
                StringComparer.OrdinalIgnoreCase.Equals(endpoint.EndpointName, name)))
            .FirstOrDefault(static endpoint => endpoint is not null);
        return endpoint is not null ? new(endpoint.Url) : throw new ArgumentException(
            $"Endpoint '{endpointName ?? "http"}' for resource '{resourceName}' not found.", nameof(endpointName));
    }

    public static ValueTask<string?> GetConnectionStringAsync(
        this DistributedApplication app, string resourceName, CancellationToken cancellationToken = default) =>
        app.Find(resourceName) is IResourceWithConnectionString resource
            ? resource.GetConnectionStringAsync(cancellationToken)
            : throw new ArgumentException(
                $"Resource '{resourceName}' does not expose a connection string.", nameof(resourceName));

    private static IResource Find(this DistributedApplication app, string resourceName) =>
        app.Services.GetRequiredService<DistributedApplicationModel>().Resources
            .TryGetByName(resourceName, out var found)
            ? found
            : throw new ArgumentException($"Resource '{resourceName}' not found.", nameof(resourceName));
}
