using System.Text.Json.Nodes;

namespace WebhookSystem.LocalAws.Tests.Lambda.Pipes;

public sealed class FunctionPipes(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private const string Functions = "arn:aws:lambda:us-east-1:000000000000:function:";

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

        await localAws.CreatePipeAsync("piped", stream, Functions + "piped");

        Assert.Equal(["0", "1", "2"], (await function.TakeAsync()).Values());
        Assert.Equal(["1"], (await function.TakeAsync()).Values());
    }

    [Fact]
    public async Task One_record_comes_in_an_array_too_and_a_template_is_applied_to_each()
    {
        var stream = await localAws.CreateTableAsync("shaped");
        await localAws.PutAsync("shaped", "only", "1");
        await using var function = TestFunction.Start(localAws, "shaped");
        await localAws.CreatePipeAsync("shaped", stream, Functions + "shaped", new()
        {
            ["InputTemplate"] = """{"key":<$.dynamodb.Keys.pk.S>,"by":"<aws.pipes.pipe-name>","was":<$.eventName>}""",
        });

        var first = await function.TakeAsync();
        await localAws.PutAsync("shaped", "second", "2");
        await localAws.PutAsync("shaped", "third", "3");
        var second = await function.TakeAsync();

        Assert.Equal("""[{"key":"only","by":"shaped","was":"INSERT"}]""", first.GetRawText());
        Assert.Equal("second", second[0].GetProperty("key").GetString());
    }

    [Fact]
    public async Task A_template_that_makes_no_JSON_fails_the_delivery_and_the_dead_letter_queue_is_told()
    {
        var stream = await localAws.CreateTableAsync("broken");
        var (url, arn) = await localAws.CreateQueueAsync("broken-dlq");
        await localAws.PutAsync("broken", "k", "v");
        await using var function = TestFunction.Start(localAws, "broken");

        await localAws.CreatePipeAsync(
            "broken", stream, Functions + "broken",
            new() { ["InputTemplate"] = "no <$.eventName>" },
            new() { ["MaximumRetryAttempts"] = 0, ["DeadLetterConfig"] = new JsonObject { ["Arn"] = arn } });

        var told = (await localAws.ReceiveAsync(url)).GetProperty("context");
        Assert.Equal("RetryAttemptsExhausted", told.GetProperty("condition").GetString());
        Assert.Equal(
            "arn:aws:pipes:us-east-1:000000000000:pipe/broken", told.GetProperty("partnerResourceArn").GetString());
    }

    [Theory]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":""}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":null}]}""")]
    [InlineData("""{"batchItemFailures":[{"wrongKey":"x"}]}""")]
    [InlineData("""{"batchItemFailures":[{"itemIdentifier":"nobody"}]}""")]
    [InlineData("no json")]
    public async Task An_answer_that_is_no_report_brings_the_whole_batch_again(string answer)
    {
        var name = $"malformed-{Guid.NewGuid():N}";
        var stream = await localAws.CreateTableAsync(name);
        await localAws.PutAsync(name, "1", "1");
        await localAws.PutAsync(name, "2", "2");
        var calls = 0;
        await using var function = TestFunction.Start(
            localAws, name, _ => Interlocked.Increment(ref calls) > 1 ? "" : answer);

        await localAws.CreatePipeAsync(name, stream, Functions + name);

        Assert.Equal(["1", "2"], (await function.TakeAsync()).Values());
        Assert.Equal(["1", "2"], (await function.TakeAsync()).Values());
    }

    [Fact]
    public async Task A_pipe_is_described_and_deleted()
    {
        var stream = await localAws.CreateTableAsync("described");
        await localAws.CreatePipeAsync("described", stream, Functions + "described");

        var pipe = await localAws.SendAsync(HttpMethod.Get, "/v1/pipes/described");
        await localAws.SendAsync(HttpMethod.Delete, "/v1/pipes/described");

        Assert.Equal("RUNNING", pipe.GetProperty("CurrentState").GetString());
        Assert.Equal(stream, pipe.GetProperty("Source").GetString());
        Assert.Equal("arn:aws:iam::000000000000:role/pipe", pipe.GetProperty("RoleArn").GetString());
        Assert.Equal(100, pipe.GetProperty("SourceParameters").GetProperty("DynamoDBStreamParameters")
            .GetProperty("BatchSize").GetInt32());
        using var gone = await localAws.Http.GetAsync(new Uri("/v1/pipes/described", UriKind.Relative));
        Assert.Equal("NotFoundException", Assert.Single(gone.Headers.GetValues("x-amzn-ErrorType")));
    }
}
