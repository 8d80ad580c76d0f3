using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using WebhookSystem.LocalAws.DynamoDb.Streams;

namespace WebhookSystem.LocalAws.Tests.Lambda;

public sealed class StreamMappings(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task A_batch_comes_in_the_stream_s_order_and_the_shape_that_AWS_sends()
    {
        var stream = await localAws.CreateTableAsync("stream-shape");
        foreach (var value in new[] { "1", "2", "3" })
            await localAws.PutAsync("stream-shape", "k", value);
        await using var function = TestFunction.Start(localAws, "stream-shape");

        await localAws.MapAsync("stream-shape", stream);

        var @event = await function.TakeAsync();
        Assert.Equal(["1", "2", "3"], @event.Values());
        var record = @event.GetProperty("Records")[0];
        Assert.Equal("INSERT", record.GetProperty("eventName").GetString());
        Assert.Equal("aws:dynamodb", record.GetProperty("eventSource").GetString());
        Assert.Equal(stream, record.GetProperty("eventSourceARN").GetString());
        Assert.Matches(
            @"^1\.\d{1,9}E9$",
            record.GetProperty("dynamodb").GetProperty("ApproximateCreationDateTime").GetRawText());
        Assert.Equal("""{"pk":{"S":"k"}}""", record.GetProperty("dynamodb").GetProperty("Keys").GetRawText());
        Assert.Equal("NEW_IMAGE", record.GetProperty("dynamodb").GetProperty("StreamViewType").GetString());
        Assert.Matches("^[0-9]{21,40}$", record.GetProperty("dynamodb").GetProperty("SequenceNumber").GetString());
    }

    [Fact]
    public async Task What_is_written_later_arrives_at_once()
    {
        var stream = await localAws.CreateTableAsync("bell", onDemand: true);
        await using var function = TestFunction.Start(localAws, "bell");
        await localAws.MapAsync("bell", stream);

        await localAws.PutAsync("bell", "a", "1");
        Assert.Equal(["1"], (await function.TakeAsync()).Values());
        await localAws.PutAsync("bell", "b", "2");
        Assert.Equal(["2"], (await function.TakeAsync()).Values());
    }

    [Fact]
    public async Task A_failed_batch_is_tried_again_before_anything_later()
    {
        var stream = await localAws.CreateTableAsync("blocked");
        await localAws.PutAsync("blocked", "a", "1");
        await localAws.PutAsync("blocked", "b", "2");
        var calls = 0;
        await using var function = TestFunction.Start(
            localAws, "blocked",
            _ => Interlocked.Increment(ref calls) <= 2 ? throw new InvalidOperationException("no") : "");

        await localAws.MapAsync("blocked", stream, new() { ["BatchSize"] = 1 });

        Assert.Equal(["1"], (await function.TakeAsync()).Values());
        Assert.Equal(["1"], (await function.TakeAsync()).Values());
        Assert.Equal(["1"], (await function.TakeAsync()).Values());
        Assert.Equal(["2"], (await function.TakeAsync()).Values());
    }

    [Fact]
    public async Task Halving_finds_the_poison_and_the_destination_is_told_of_it()
    {
        var stream = await localAws.CreateTableAsync("poison");
        var (url, arn) = await localAws.CreateQueueAsync("poison-dlq");
        for (var i = 0; i < 4; i++)
            await localAws.PutAsync("poison", $"{i}", i == 2 ? "bad" : $"{i}");
        var done = new ConcurrentQueue<string>();
        await using var function = TestFunction.Start(localAws, "poison", @event =>
        {
            if (@event.Values().Contains("bad"))
                throw new InvalidOperationException("no");
            foreach (var value in @event.Values())
                done.Enqueue(value);
            return "";
        });

        await localAws.MapAsync("poison", stream, new()
        {
            ["BisectBatchOnFunctionError"] = true,
            ["MaximumRetryAttempts"] = 1,
            ["DestinationConfig"] = new JsonObject { ["OnFailure"] = new JsonObject { ["Destination"] = arn } },
        });

        var told = await localAws.ReceiveAsync(url);
        Assert.Equal("RetryAttemptsExhausted", told.GetProperty("requestContext").GetProperty("condition").GetString());
        Assert.Equal(2, told.GetProperty("requestContext").GetProperty("approximateInvokeCount").GetInt32());
        Assert.Equal("Unhandled", told.GetProperty("responseContext").GetProperty("functionError").GetString());
        Assert.Equal(1, told.GetProperty("DDBStreamBatchInfo").GetProperty("batchSize").GetInt32());
        Assert.Equal(stream, told.GetProperty("DDBStreamBatchInfo").GetProperty("streamArn").GetString());
        await Eventually.AsTrue(() => Task.FromResult(done.Count == 3));
        Assert.Equal(["0", "1", "3"], done);
    }

    [Fact]
    public async Task Reported_failures_begin_again_at_the_lowest()
    {
        var stream = await localAws.CreateTableAsync("lowest");
        for (var i = 0; i < 4; i++)
            await localAws.PutAsync("lowest", $"{i}", $"{i}");
        var calls = 0;
        await using var function = TestFunction.Start(
            localAws, "lowest", @event => Interlocked.Increment(ref calls) > 1 ? "null"
            : Sources.Failures(NumberOf(@event, 3), NumberOf(@event, 1)));

        await localAws.MapAsync(
            "lowest", stream, new() { ["FunctionResponseTypes"] = new JsonArray("ReportBatchItemFailures") });

        Assert.Equal(["0", "1", "2", "3"], (await function.TakeAsync()).Values());
        Assert.Equal(["1", "2", "3"], (await function.TakeAsync()).Values());
    }

    [Fact]
    public async Task What_a_filter_does_not_want_is_passed_over()
    {
        var stream = await localAws.CreateTableAsync("stream-filter");
        await localAws.PutAsync("stream-filter", "other#1", "1");
        await localAws.PutAsync("stream-filter", "event#1", "2");
        await using var function = TestFunction.Start(localAws, "stream-filter");

        await localAws.MapAsync("stream-filter", stream, new()
        {
            ["FilterCriteria"] = new JsonObject
            {
                ["Filters"] = new JsonArray(new JsonObject
                {
                    ["Pattern"] = """{"dynamodb":{"NewImage":{"pk":{"S":[{"prefix":"event#"}]}}}}""",
                }),
            },
        });

        Assert.Equal(["2"], (await function.TakeAsync()).Values());
    }

    [Fact]
    public async Task Latest_wants_only_what_is_to_come()
    {
        var stream = await localAws.CreateTableAsync("latest");
        await localAws.PutAsync("latest", "a", "before");
        await using var function = TestFunction.Start(localAws, "latest");
        await localAws.MapAsync("latest", stream, new() { ["StartingPosition"] = "LATEST" });

        var seen = function.TakeAsync();
        var writes = 0;
        await Eventually.AsTrue(async () =>
        {
            // The mapping takes a moment to begin.
            await localAws.PutAsync("latest", $"{writes++}", "after");
            return seen.IsCompleted;
        });

        Assert.All((await seen).Values(), value => Assert.Equal("after", value));
    }

    [Fact]
    public async Task A_child_shard_waits_for_its_parent()
    {
        var stream = await localAws.CreateTableAsync("split");
        await localAws.PutAsync("split", "k", "parent");
        var table = localAws.Services.GetRequiredService<StreamCatalog>().Find(stream);
        table.Split(table.Shards[0].Id);
        await localAws.PutAsync("split", "k", "child");
        var calls = 0;
        await using var function = TestFunction.Start(
            localAws, "split",
            _ => Interlocked.Increment(ref calls) <= 3 ? throw new InvalidOperationException("no") : "");

        await localAws.MapAsync("split", stream);

        for (var i = 0; i < 4; i++)
            Assert.Equal(["parent"], (await function.TakeAsync()).Values());
        Assert.Equal(["child"], (await function.TakeAsync()).Values());
    }

    [Fact]
    public async Task A_shard_that_splits_while_it_is_read_is_followed()
    {
        var stream = await localAws.CreateTableAsync("splitting");
        await using var function = TestFunction.Start(localAws, "splitting");
        await localAws.MapAsync("splitting", stream);
        await localAws.PutAsync("splitting", "k", "1");
        Assert.Equal(["1"], (await function.TakeAsync()).Values());

        var table = localAws.Services.GetRequiredService<StreamCatalog>().Find(stream);
        table.Split(table.Shards[0].Id);
        await localAws.PutAsync("splitting", "k", "2");

        Assert.Equal(["2"], (await function.TakeAsync()).Values());
    }

    [Fact]
    public async Task Side_by_side_an_item_s_changes_stay_in_order()
    {
        var stream = await localAws.CreateTableAsync("lanes");
        for (var i = 0; i < 40; i++)
            await localAws.PutAsync("lanes", $"{i % 4}", $"{i}");
        var seen = new ConcurrentQueue<(string Key, int Value)>();
        Func<JsonElement, string> keep = @event =>
        {
            foreach (var (key, value) in @event.Each(
                record => record.GetProperty("dynamodb").GetProperty("Keys").GetProperty("pk")
                .GetProperty("S").GetString()).Zip(@event.Values()))
                seen.Enqueue((key, int.Parse(value)));
            return "";
        };
        await using var one = TestFunction.Start(localAws, "lanes", keep);
        await using var other = TestFunction.Start(localAws, "lanes", keep);

        await localAws.MapAsync("lanes", stream, new() { ["ParallelizationFactor"] = 4, ["BatchSize"] = 3 });

        await Eventually.AsTrue(() => Task.FromResult(seen.Count == 40));
        Assert.All(seen.GroupBy(static one => one.Key),
            item => Assert.Equal(item.Select(static one => one.Value).Order(), item.Select(static one => one.Value)));
    }

    [Fact]
    public async Task A_mapping_that_was_disabled_goes_on_where_it_was()
    {
        var stream = await localAws.CreateTableAsync("resumed-mapping");
        await using var function = TestFunction.Start(localAws, "resumed-mapping");
        var id = await localAws.MapAsync("resumed-mapping", stream);
        await localAws.PutAsync("resumed-mapping", "a", "1");
        Assert.Equal(["1"], (await function.TakeAsync()).Values());

        await localAws.SendAsync(
            HttpMethod.Put, $"/2015-03-31/event-source-mappings/{id}", new() { ["Enabled"] = false });
        await localAws.PutAsync("resumed-mapping", "b", "2");
        await localAws.SendAsync(
            HttpMethod.Put, $"/2015-03-31/event-source-mappings/{id}", new() { ["Enabled"] = true });

        Assert.Equal(["2"], (await function.TakeAsync()).Values());
    }

    private static string NumberOf(JsonElement @event, int index) =>
        @event.GetProperty("Records")[index].GetProperty("dynamodb").GetProperty("SequenceNumber").GetString()!;
}
