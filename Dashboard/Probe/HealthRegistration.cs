using Amazon.SQS;
using Microsoft.AspNetCore.Http.HttpResults;
using WebhookSystem.Dashboard.Answer;
using WebhookSystem.ServiceDefaults.Aws;

namespace WebhookSystem.Dashboard.Probe;

internal static class HealthRegistration
{
    extension(IHostApplicationBuilder builder)
    {
        public void AddProbes()
        {
            builder.Services.AddOptions<HealthOptions>().BindConfiguration(HealthOptions.Section);
            builder.Services.AddHttpClient(Probes.Client, static client => client.Timeout = Probes.Timeout);
            builder.Services.AddSingleton<Probes>();
            builder.AddAwsClient<IAmazonSQS>();
            builder.Services.AddSingleton<QueueUrls>();
            builder.Services.AddSingleton<QueueDepths>();
            builder.Services.AddSingleton<Conditions>();
        }
    }

    extension(IEndpointRouteBuilder routes)
    {
        public void MapHealthOfAll() => routes.MapGet("/health", AskAsync).AllowAnonymous().DisableHttpMetrics();
    }

    private static async Task<JsonHttpResult<HealthReport>> AskAsync(Probes probes, CancellationToken cancellationToken)
    {
        var report = await probes.AskAsync(cancellationToken);
        return TypedResults.Json(
            report, ApiJson.Default.HealthReport,
            statusCode: report.Ready ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable);
    }
}
