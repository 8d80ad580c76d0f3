using Aspire.Hosting.ApplicationModel;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Aspire.Hosting.Orchestration;

/// <summary>Healthy when a GET is answered with exactly the status wanted.</summary>
internal sealed class HttpHealthCheck(EndpointReference endpoint, string path, int statusCode) : IHealthCheck
{
    // Not the application's client: a retry in it would only make the answer late.
    private static readonly HttpClient Client = new();

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            using var answer = await Client.GetAsync(
                new Uri(new(endpoint.Url), path), HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return (int)answer.StatusCode == statusCode
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy($"Answered {(int)answer.StatusCode}, not {statusCode}.");
        }
        catch (HttpRequestException exception)
        {
            return HealthCheckResult.Unhealthy(exception.Message);
        }
    }
}
