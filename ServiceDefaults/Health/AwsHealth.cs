using Microsoft.Extensions.Diagnostics.HealthChecks;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.ServiceDefaults.Health;

/// <summary>Healthy where a service of AWS answers in time.</summary>
/// <param name="outage">What to say where it does not.</param>
public abstract class AwsHealth(string outage, TimeProvider time) : IHealthCheck
{
    private static readonly TimeSpan AnswerTimeMax = TimeSpan.FromSeconds(3);

    public async Task<HealthCheckResult> CheckHealthAsync(
        HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        using var timeout = new CancellationTokenSource(AnswerTimeMax, time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(timeout.Token, cancellationToken);
        try
        {
            await AskAsync(either.Token);
            return HealthCheckResult.Healthy();
        }
        catch (Exception failure) when (failure.IsAwsOutage)
        {
            return HealthCheckResult.Unhealthy(outage, failure);
        }
    }

    /// <summary>A cheap question, whose answer does not matter.</summary>
    protected abstract Task AskAsync(CancellationToken cancellationToken);
}
