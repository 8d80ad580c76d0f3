using System.Net;
using Xunit;

namespace WebhookSystem.LocalAws.Tests;

public sealed class ServerTests(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task Health_answers_ok()
    {
        using var answer = await localAws.Http.GetAsync(new Uri("/_local/health", UriKind.Relative));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Unknown_target_is_refused_in_the_error_shape_of_AWS()
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/") { Content = new StringContent("{}") };
        request.Headers.Add("X-Amz-Target", "Nobody_20200101.DoIt");

        using var answer = await localAws.Http.SendAsync(request);

        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.Contains(
            "UnknownOperationException", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        Assert.True(answer.Headers.Contains("x-amzn-RequestId"));
    }

    [Theory]
    [InlineData("http://0.0.0.0:0")]
    [InlineData("http://*:0")]
    [InlineData("http://127.0.0.1:0;http://10.0.0.1:0")]
    public void An_address_others_could_reach_is_refused(string urls) =>
        Assert.Throws<InvalidOperationException>(() => LocalAwsServer.Build(["--urls", urls]));
}
