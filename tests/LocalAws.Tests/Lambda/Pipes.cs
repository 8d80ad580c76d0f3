using System.Text.Json.Nodes;

namespace WebhookSystem.LocalAws.Tests.Lambda;

public sealed class Pipes(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task A_pipe_sends_a_bare_array_and_repeats_what_is_named_by_event_id()
    {
        var stream = await localAws.CreateTableAsync("piped");
        for (var i = 0; i < 3; i++)
            await localAws.PutAsync("piped", $"{i}", $"{i}");
        var calls = 0;
        await using var function = TestFunction.Start(
            localAws, "piped", @event => Interlocked.Increment(ref calls) > 1 ? ""
            : Sources.Failures(@event[1].GetProperty("eventID").GetString()!));

        await CreateAsync("piped", stream);

        Assert.Equal(["0", "1", "2"], (await function.TakeAsync()).Values());
        Assert.Equal(["1"], (await function.TakeAsync()).Values());
    }

    [Fact]
    public async Task A_pipe_is_described_and_deleted()
    {
        var stream = await localAws.CreateTableAsync("described");
        await CreateAsync("described", stream);

        var pipe = await localAws.SendAsync(HttpMethod.Get, "/v1/pipes/described");
        await localAws.SendAsync(HttpMethod.Delete, "/v1/pipes/described");

        Assert.Equal("RUNNING", pipe.GetProperty("CurrentState").GetString());
        Assert.Equal(stream, pipe.GetProperty("Source").GetString());
        using var gone = await localAws.Http.GetAsync(new Uri("/v1/pipes/described", UriKind.Relative));
        Assert.Equal("NotFoundException", Assert.Single(gone.Headers.GetValues("x-amzn-ErrorType")));
    }

    [Fact]
    public async Task What_a_pipe_would_do_on_its_way_is_refused_by_name()
    {
        var body = new JsonObject
        {
            ["Source"] = "arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/s",
            ["Target"] = "arn:aws:lambda:us-east-1:000000000000:function:f",
            ["TargetParameters"] = new JsonObject { ["InputTemplate"] = "{}" },
        };

        using var content = new StringContent(body.ToJsonString());
        using var answer = await localAws.Http.PostAsync(
            new Uri("/v1/pipes/transforming", UriKind.Relative), content);

        Assert.Contains(
            "does not offer TargetParameters.InputTemplate", await answer.Content.ReadAsStringAsync(),
            StringComparison.Ordinal);
    }

    private async Task CreateAsync(string name, string stream) =>
        await localAws.SendAsync(HttpMethod.Post, $"/v1/pipes/{name}", new()
    {
        ["Source"] = stream,
        ["Target"] = $"arn:aws:lambda:us-east-1:000000000000:function:{name}",
        ["RoleArn"] = "arn:aws:iam::000000000000:role/pipe",
        ["SourceParameters"] = new JsonObject
        {
            ["DynamoDBStreamParameters"] = new JsonObject { ["StartingPosition"] = "TRIM_HORIZON" },
        },
    });
}
