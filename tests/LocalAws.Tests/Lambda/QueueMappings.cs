using System.Text.Json.Nodes;
using Amazon.SQS.Model;

namespace WebhookSystem.LocalAws.Tests.Lambda;

public sealed class QueueMappings(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Theory]
    [InlineData(true, "An event source mapping with SQS arn")]
    [InlineData(false, "The event source arn")]
    public async Task A_second_mapping_of_the_same_two_is_refused_in_the_source_s_words(bool isQueue, string words)
    {
        var name = $"twice-{Guid.NewGuid():N}";
        var arn = isQueue ? (await localAws.CreateQueueAsync(name)).Arn : await localAws.CreateTableAsync(name);
        var there = await localAws.MapAsync(name, arn);

        var refusal = await Assert.ThrowsAnyAsync<Exception>(() => localAws.MapAsync(name, arn));

        Assert.Contains(words, refusal.Message, StringComparison.Ordinal);
        Assert.Contains($"existing mapping with UUID {there}", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Messages_come_in_the_shape_that_AWS_sends()
    {
        var (url, arn) = await localAws.CreateQueueAsync("shape");
        await using var function = TestFunction.Start(localAws, "shape");
        await localAws.MapAsync("shape", arn);
        var sent = await localAws.Sqs.SendMessageAsync(new SendMessageRequest(url, "{\"a\": 1}")
        {
            MessageAttributes = new()
            {
                ["text"] = new() { DataType = "String", StringValue = "x" },
                ["bytes"] = new() { DataType = "Binary", BinaryValue = new([1, 2]) },
            },
        });

        var record = (await function.TakeAsync()).GetProperty("Records")[0];

        Assert.Equal(sent.MessageId, record.GetProperty("messageId").GetString());
        Assert.Equal("{\"a\": 1}", record.GetProperty("body").GetString());
        Assert.Equal(sent.MD5OfMessageBody, record.GetProperty("md5OfBody").GetString());
        Assert.Equal(sent.MD5OfMessageAttributes, record.GetProperty("md5OfMessageAttributes").GetString());
        Assert.Equal("aws:sqs", record.GetProperty("eventSource").GetString());
        Assert.Equal(arn, record.GetProperty("eventSourceARN").GetString());
        Assert.Equal("us-east-1", record.GetProperty("awsRegion").GetString());
        Assert.Equal("1", record.GetProperty("attributes").GetProperty("ApproximateReceiveCount").GetString());
        Assert.True(record.GetProperty("attributes").TryGetProperty("SentTimestamp", out _));
        Assert.Equal(
            """{"stringValue":"x","stringListValues":[],"binaryListValues":[],"dataType":"String"}""",
            record.GetProperty("messageAttributes").GetProperty("text").GetRawText());
        Assert.Equal("AQI=",
            record.GetProperty("messageAttributes").GetProperty("bytes").GetProperty("binaryValue").GetString());
    }

    [Fact]
    public async Task Only_what_the_function_names_comes_back()
    {
        var (url, arn) = await localAws.CreateQueueAsync("partial", visibilitySeconds: 1);
        await SendAsync(url, "good", "bad", "fine");
        await using var function = TestFunction.Start(localAws, "partial", @event => Sources.Failures(@event
            .GetProperty("Records").EnumerateArray().Where(record => record.GetProperty("body").GetString() == "bad"
                && record.GetProperty("attributes").GetProperty("ApproximateReceiveCount").GetString() == "1")
            .Select(record => record.GetProperty("messageId").GetString()!)));

        await localAws.MapAsync("partial", arn, Reporting());

        Assert.Equal(["bad", "fine", "good"], (await function.TakeAsync()).Bodies().Order());
        Assert.Equal(["bad"], (await function.TakeAsync()).Bodies());
        await IsEmptyAsync(url);
    }

    [Theory]
    [InlineData("error")]
    [InlineData("malformed")]
    [InlineData("unknown")]
    public async Task A_failed_batch_comes_back_whole(string way)
    {
        var (url, arn) = await localAws.CreateQueueAsync($"failed-{way}", visibilitySeconds: 1);
        await SendAsync(url, "one", "two");
        var calls = 0;
        await using var function = TestFunction.Start(
            localAws, $"failed-{way}", _ => Interlocked.Increment(ref calls) > 1 ? "{}" : way switch
        {
            "error" => throw new InvalidOperationException("no"),
            "malformed" => "{\"batchItemFailures\":[{\"foo\":\"x\"}]}",
            _ => Sources.Failures("not in the batch"),
        });

        await localAws.MapAsync($"failed-{way}", arn, Reporting());

        Assert.Equal(["one", "two"], (await function.TakeAsync()).Bodies().Order());
        Assert.Equal(["one", "two"], (await function.TakeAsync()).Bodies().Order());
        await IsEmptyAsync(url);
    }

    [Fact]
    public async Task Without_a_filter_s_match_a_message_is_deleted_unseen()
    {
        var (url, arn) = await localAws.CreateQueueAsync("filtered");
        await SendAsync(url, """{"kind":"b"}""", "no json", """{"kind":"a"}""");
        await using var function = TestFunction.Start(localAws, "filtered");

        await localAws.MapAsync("filtered", arn, Filtering("""{"body":{"kind":["a"]}}"""));

        Assert.Equal(["""{"kind":"a"}"""], (await function.TakeAsync()).Bodies());
        await IsEmptyAsync(url);
    }

    [Fact]
    public async Task Nothing_is_received_before_there_is_a_runtime()
    {
        var (url, arn) = await localAws.CreateQueueAsync("early", visibilitySeconds: 600);
        await localAws.MapAsync("early", arn);
        await SendAsync(url, "waiting");

        await using var function = TestFunction.Start(localAws, "early");

        var record = (await function.TakeAsync()).GetProperty("Records")[0];
        Assert.Equal("1", record.GetProperty("attributes").GetProperty("ApproximateReceiveCount").GetString());
    }

    [Fact]
    public async Task A_killed_runtime_s_messages_come_to_the_next_one()
    {
        var (url, arn) = await localAws.CreateQueueAsync("crash", visibilitySeconds: 1);
        await SendAsync(url, "precious");
        var first = TestFunction.Start(localAws, "crash", static async (_, _) =>
        {
            await Task.Delay(Timeout.InfiniteTimeSpan);
            return "";
        });
        await localAws.MapAsync("crash", arn);
        await first.TakeAsync();

        first.Kill();

        await using var second = TestFunction.Start(localAws, "crash");
        Assert.Equal(["precious"], (await second.TakeAsync()).Bodies());
        await IsEmptyAsync(url);
    }

    [Fact]
    public async Task A_group_of_a_FIFO_queue_stays_in_order_over_a_failure()
    {
        var (url, arn) = await localAws.CreateQueueAsync("ordered.fifo", visibilitySeconds: 1);
        foreach (var body in new[] { "1", "2", "3" })
        {
            await localAws.Sqs.SendMessageAsync(
                new SendMessageRequest(url, body) { MessageGroupId = "g", MessageDeduplicationId = body });
        }

        var calls = 0;
        await using var function = TestFunction.Start(
            localAws, "fifo",
            _ => Interlocked.Increment(ref calls) == 1 ? throw new InvalidOperationException("no") : "");
        await localAws.MapAsync("fifo", arn, new() { ["BatchSize"] = 1 });

        string[] seen = [.. (await function.TakeAsync()).Bodies(), .. (await function.TakeAsync()).Bodies(),
            .. (await function.TakeAsync()).Bodies(), .. (await function.TakeAsync()).Bodies()];

        Assert.Equal(["1", "1", "2", "3"], seen);
    }

    [Fact]
    public async Task A_window_fills_the_batch()
    {
        var (url, arn) = await localAws.CreateQueueAsync("window");
        await using var function = TestFunction.Start(localAws, "window");
        await localAws.MapAsync("window", arn, new() { ["BatchSize"] = 12, ["MaximumBatchingWindowInSeconds"] = 60 });

        for (var i = 0; i < 12; i++)
            await SendAsync(url, $"{i}");

        Assert.Equal(12, (await function.TakeAsync()).Bodies().Length);
    }

    [Fact]
    public async Task A_disabled_mapping_reads_nothing_until_it_is_enabled()
    {
        var (url, arn) = await localAws.CreateQueueAsync("switch");
        await using var function = TestFunction.Start(localAws, "switch");
        var id = await localAws.MapAsync("switch", arn, new() { ["Enabled"] = false });
        await SendAsync(url, "later");
        var mapping = await localAws.SendAsync(HttpMethod.Get, $"/2015-03-31/event-source-mappings/{id}");
        Assert.Equal("Disabled", mapping.GetProperty("State").GetString());
        var counts = await localAws.Sqs.GetQueueAttributesAsync(url, ["ApproximateNumberOfMessages"]);
        Assert.Equal(1, counts.ApproximateNumberOfMessages);

        await localAws.SendAsync(
            HttpMethod.Put, $"/2015-03-31/event-source-mappings/{id}", new() { ["Enabled"] = true });

        Assert.Equal(["later"], (await function.TakeAsync()).Bodies());
    }

    private static JsonObject Reporting() =>
        new() { ["FunctionResponseTypes"] = new JsonArray("ReportBatchItemFailures") };

    private static JsonObject Filtering(string pattern) => new()
    {
        ["FilterCriteria"] = new JsonObject { ["Filters"] = new JsonArray(new JsonObject { ["Pattern"] = pattern }) },
    };

    private async Task SendAsync(string url, params string[] bodies) => await localAws.Sqs.SendMessageBatchAsync(
        url, [.. bodies.Select((body, i) => new SendMessageBatchRequestEntry($"{i}", body))]);

    private Task IsEmptyAsync(string url) => Eventually.AsTrue(async () =>
    {
        var counts = await localAws.Sqs.GetQueueAttributesAsync(
            url, ["ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible"]);
        return counts.ApproximateNumberOfMessages + counts.ApproximateNumberOfMessagesNotVisible == 0;
    });
}
