using System.Net;

namespace WebhookSystem.AppHost.Tests;

/// <summary>The AppHost itself, as `dotnet run` starts it but at free ports.</summary>
public sealed class LocalTopology
{
    [Fact]
    public async Task LocalAws_becomes_healthy_and_answers()
    {
        var token = TestContext.Current.CancellationToken;
        await using var builder = await DistributedApplicationTestingBuilder.CreateAsync<Projects.AppHost>(token);
        await using var app = await builder.BuildAsync(token);

        await app.StartAsync(token);
        await app.ResourceNotifications.WaitForResourceHealthyAsync("localaws", token);
        using var client = app.CreateHttpClient("localaws");
        using var answer = await client.GetAsync(new Uri("/_local/health", UriKind.Relative), token);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.NotEqual(4566, client.BaseAddress!.Port);
    }
}
