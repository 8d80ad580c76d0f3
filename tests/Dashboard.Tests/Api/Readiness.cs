using System.Net;
using System.Text.Json;
using WebhookSystem.Dashboard.Tests.Scene;

namespace WebhookSystem.Dashboard.Tests.Api;

/// <summary>The whole is ready when the reader has caught up and every probe answers 200.</summary>
public sealed class Readiness
{
    [Fact]
    public async Task Health_is_200_once_the_stream_is_caught_up()
    {
        await using var running = new Running();
        await running.InitializeAsync();

        var answer = await running.EventuallyAsync("/health", static _ => true);

        using var report = JsonDocument.Parse(answer);
        Assert.Equal("ready", report.RootElement.GetProperty("status").GetString());
        Assert.Equal("stream", report.RootElement.GetProperty("parts")[0].GetProperty("name").GetString());
    }

    [Fact]
    public async Task Health_is_503_while_a_probe_fails_and_says_which()
    {
        await using var running =
            new Running { Settings = { ["Health:Probes:ingress"] = "http://127.0.0.1:9/health" } };
        await running.InitializeAsync();

        using var answer = await running.Http.GetAsync(new Uri("/health", UriKind.Relative));

        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.Contains("\"ingress\"", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }
}
