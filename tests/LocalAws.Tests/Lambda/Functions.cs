using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WebhookSystem.LocalAws.Tests.Lambda;

public sealed class Functions(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task An_invocation_brings_the_function_s_answer()
    {
        await using var function = TestFunction.Start(
            localAws, "answers", @event => $$"""{"twice":{{@event.GetProperty("n").GetInt32() * 2}}}""");
        await localAws.WaitForAsync("answers");

        using var answer = await InvokeAsync("answers", """{"n":21}""");

        Assert.Equal("""{"twice":42}""", await answer.Content.ReadAsStringAsync());
        Assert.False(answer.Headers.Contains("X-Amz-Function-Error"));
    }

    [Fact]
    public async Task A_handler_s_exception_is_a_function_error()
    {
        await using var function = TestFunction.Start(
            localAws, "throws", static _ => throw new InvalidOperationException("no"));
        await localAws.WaitForAsync("throws");

        using var answer = await InvokeAsync("throws", "{}");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Unhandled", Assert.Single(answer.Headers.GetValues("X-Amz-Function-Error")));
        Assert.Equal("InvalidOperationException", (await ReadAsync(answer)).GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task A_killed_runtime_fails_its_invocation_at_once()
    {
        await localAws.SendAsync(
            HttpMethod.Post, "/2015-03-31/functions", new() { ["FunctionName"] = "killed", ["Timeout"] = 900 });
        await using var function = TestFunction.Start(localAws, "killed", static async (_, _) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan);
            return "";
        });
        var invoking = InvokeAsync("killed", "{}");
        await function.TakeAsync();

        function.Kill();

        using var answer = await invoking.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal("Runtime.ExitError", (await ReadAsync(answer)).GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task A_runtime_that_says_it_closes_its_connections_goes_on()
    {
        await localAws.SendAsync(
            HttpMethod.Post, "/2015-03-31/functions", new() { ["FunctionName"] = "closing", ["Timeout"] = 60 });
        using var runtime = new HttpClient();
        runtime.BaseAddress = new(localAws.Endpoint, "/_lambda/closing/2018-06-01/runtime/");
        runtime.DefaultRequestHeaders.ConnectionClose = true;
        var invoking = InvokeAsync("closing", "{}");
        using var next = await runtime.GetAsync("invocation/next");
        var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();

        using var accepted = await runtime.PostAsync($"invocation/{id}/response", JsonContent.Create("done"));

        Assert.Equal(HttpStatusCode.Accepted, accepted.StatusCode);
        using var answer = await invoking;
        Assert.Equal("\"done\"", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task An_answer_after_the_function_s_time_is_refused()
    {
        await localAws.SendAsync(
            HttpMethod.Post, "/2015-03-31/functions", new() { ["FunctionName"] = "late", ["Timeout"] = 1 });
        using var runtime = new HttpClient();
        runtime.BaseAddress = new(localAws.Endpoint, "/_lambda/late/2018-06-01/runtime/");
        var invoking = InvokeAsync("late", "{}");
        using var next = await runtime.GetAsync("invocation/next");

        using var answer = await invoking;
        var id = next.Headers.GetValues("Lambda-Runtime-Aws-Request-Id").Single();
        using var refused = await runtime.PostAsync($"invocation/{id}/response", JsonContent.Create("too late"));

        Assert.Contains(
            "timed out after 1.00 seconds", (await ReadAsync(answer)).GetProperty("errorMessage").GetString());
        Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
        Assert.Equal("InvalidRequestID", (await ReadAsync(refused)).GetProperty("errorType").GetString());
    }

    [Fact]
    public async Task Every_runtime_is_one_more_at_the_same_time()
    {
        var both = new CountdownEvent(2);
        var together = new TaskCompletionSource();
        Func<JsonElement, Amazon.Lambda.Core.ILambdaContext, Task<string>> meet = async (_, _) =>
        {
            if (both.Signal())
                together.SetResult();
            await together.Task;
            return "\"met\"";
        };
        await using var one = TestFunction.Start(localAws, "concurrent", meet);
        await using var other = TestFunction.Start(localAws, "concurrent", meet);
        await localAws.SendAsync(
            HttpMethod.Post, "/2015-03-31/functions", new() { ["FunctionName"] = "concurrent", ["Timeout"] = 60 });

        var answers = await Task.WhenAll(InvokeAsync("concurrent", "{}"), InvokeAsync("concurrent", "{}"));

        foreach (var answer in answers)
        {
            Assert.Equal("\"met\"", await answer.Content.ReadAsStringAsync());
            answer.Dispose();
        }
    }

    [Fact]
    public async Task A_function_is_active_and_healthy_while_a_runtime_is_connected()
    {
        await localAws.SendAsync(HttpMethod.Post, "/2015-03-31/functions", new() { ["FunctionName"] = "state" });
        Assert.Equal("Pending", await StateAsync("state"));
        Assert.Equal(HttpStatusCode.ServiceUnavailable, await localAws.HealthAsync("state"));

        await using (TestFunction.Start(localAws, "state"))
        {
            await localAws.WaitForAsync("state");
            Assert.Equal("Active", await StateAsync("state"));
        }

        await Eventually.AsTrue(async () => await localAws.HealthAsync("state") == HttpStatusCode.ServiceUnavailable);
        Assert.Equal("Pending", await StateAsync("state"));
    }

    [Fact]
    public async Task An_event_left_behind_reaches_the_function()
    {
        await using var function = TestFunction.Start(localAws, "left");
        await localAws.WaitForAsync("left");

        using var answer = await InvokeAsync("left", """{"n":1}""", "Event");

        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        Assert.Equal(1, (await function.TakeAsync()).GetProperty("n").GetInt32());
    }

    [Fact]
    public async Task An_event_over_six_megabytes_is_refused()
    {
        await localAws.SendAsync(HttpMethod.Post, "/2015-03-31/functions", new() { ["FunctionName"] = "large" });

        using var answer = await InvokeAsync("large", $"\"{new string('x', 6 * 1024 * 1024)}\"");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, answer.StatusCode);
        Assert.Equal("RequestTooLargeException", Assert.Single(answer.Headers.GetValues("x-amzn-ErrorType")));
    }

    [Fact]
    public async Task An_unknown_function_is_not_found()
    {
        using var answer = await InvokeAsync("nobody", "{}");

        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("ResourceNotFoundException", Assert.Single(answer.Headers.GetValues("x-amzn-ErrorType")));
    }

    [Fact]
    public async Task The_timeout_can_be_changed()
    {
        await localAws.SendAsync(HttpMethod.Post, "/2015-03-31/functions", new() { ["FunctionName"] = "changed" });

        await localAws.SendAsync(
            HttpMethod.Put, "/2015-03-31/functions/changed/configuration", new() { ["Timeout"] = 30 });

        var configuration = await localAws.SendAsync(HttpMethod.Get, "/2015-03-31/functions/changed/configuration");
        Assert.Equal(30, configuration.GetProperty("Timeout").GetInt32());
    }

    private Task<HttpResponseMessage> InvokeAsync(string function, string payload, string type = "RequestResponse")
    {
        var request = new HttpRequestMessage(HttpMethod.Post, $"/2015-03-31/functions/{function}/invocations")
        {
            Content = new StringContent(payload),
            Headers = { { "X-Amz-Invocation-Type", type } },
        };
        return localAws.Http.SendAsync(request);
    }

    private async Task<string?> StateAsync(string function) =>
        (await localAws.SendAsync(HttpMethod.Get, $"/2015-03-31/functions/{function}"))
            .GetProperty("Configuration").GetProperty("State").GetString();

    private static async Task<JsonElement> ReadAsync(HttpResponseMessage answer) =>
        JsonSerializer.Deserialize<JsonElement>(await answer.Content.ReadAsStringAsync());
}
