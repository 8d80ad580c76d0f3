using Microsoft.Extensions.Options;
using WebhookSystem.Dashboard.Follow;

namespace WebhookSystem.Dashboard.Probe;

/// <summary>Asks every part whether it is ready, all at once.</summary>
internal sealed class Probes(IHttpClientFactory clients, IOptionsMonitor<HealthOptions> options, FollowState stream)
{
    public const string Client = "probes";

    public static readonly TimeSpan Timeout = TimeSpan.FromSeconds(2);

    public async Task<HealthReport> AskAsync(CancellationToken cancellationToken)
    {
        var answers = await Task.WhenAll(options.CurrentValue.Probes
            .OrderBy(static probe => probe.Key, StringComparer.Ordinal)
            .Select(probe => AskAsync(probe.Key, probe.Value, cancellationToken)));
        var (progress, detail) = stream.Now;
        return HealthReport.Of([.. answers, new("stream", progress == Progress.CaughtUp, detail)]);
    }

    private async Task<HealthPart> AskAsync(string name, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            using var client = clients.CreateClient(Client);
            using var answer = await client.GetAsync(
                address, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            return new(name, answer.StatusCode == System.Net.HttpStatusCode.OK, $"Answered {(int)answer.StatusCode}.");
        }
        catch (HttpRequestException error)
        {
            return new(name, Ready: false, error.Message);
        }
        catch (TaskCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            return new(name, Ready: false, $"No answer within {Timeout.TotalSeconds:0} s.");
        }
    }
}
