using System.Text.Json;
using System.Text.Json.Nodes;
using Amazon.SQS.Model;

namespace WebhookSystem.LocalAws.Tests.Lambda.Pipes;

public sealed class QueuePipes(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    [Fact]
    public async Task A_standard_queue_gets_each_event_as_a_message()
    {
        var stream = await localAws.CreateTableAsync("plain");
        var (url, arn) = await localAws.CreateQueueAsync("plain");
        await localAws.CreatePipeAsync("plain", stream, arn);

        await localAws.PutAsync("plain", "k", "v");

        var message = await localAws.ReceiveAsync(url);
        Assert.Equal("INSERT", message.GetProperty("eventName").GetString());
        Assert.Equal(stream, message.GetProperty("eventSourceARN").GetString());
        Assert.Equal(
            "v", message.GetProperty("dynamodb").GetProperty("NewImage").GetProperty("v").GetProperty("S").GetString());
    }

    [Fact]
    public async Task A_FIFO_queue_gets_groups_and_deduplication_ids_from_the_event_in_the_stream_s_order()
    {
        var stream = await localAws.CreateTableAsync("grouped");
        var (url, arn) = await localAws.CreateQueueAsync("grouped.fifo");
        for (var i = 0; i < 25; i++)
            await localAws.PutAsync("grouped", $"key-{i % 2}", $"{i}");
        await localAws.CreatePipeAsync("grouped", stream, arn, new()
        {
            ["InputTemplate"] = """{"v":<$.dynamodb.NewImage.v.S>}""",
            ["SqsQueueParameters"] = new JsonObject
            {
                ["MessageGroupId"] = "$.dynamodb.Keys.pk.S",
                ["MessageDeduplicationId"] = "$.eventID",
            },
        });

        var received = await ReceiveAsync(url, 25);

        foreach (var group in received.GroupBy(static message => message.Attributes["MessageGroupId"]))
        {
            var values = group.Select(static message =>
                JsonSerializer.Deserialize<JsonElement>(message.Body).GetProperty("v").GetString()!).ToArray();
            Assert.Equal(values.OrderBy(int.Parse), values);
            Assert.Equal(group.Key == "key-0" ? 13 : 12, values.Length);
        }
    }

    [Fact]
    public async Task What_the_queue_refuses_is_sent_again_and_given_up_alone()
    {
        var stream = await localAws.CreateTableAsync("refusing");
        var (url, arn) = await localAws.CreateQueueAsync("refusing");
        var (deadUrl, deadArn) = await localAws.CreateQueueAsync("refusing-dlq");
        foreach (var value in new[] { "good", "\u0001 bad", "late" })
            await localAws.PutAsync("refusing", value, value);
        await localAws.CreatePipeAsync(
            "refusing", stream, arn,
            new() { ["InputTemplate"] = "<$.dynamodb.Keys.pk.S>" },
            new() { ["MaximumRetryAttempts"] = 1, ["DeadLetterConfig"] = new JsonObject { ["Arn"] = deadArn } });

        var told = (await localAws.ReceiveAsync(deadUrl)).GetProperty("DDBStreamBatchInfo");

        Assert.Equal(1, told.GetProperty("batchSize").GetInt32());
        var bodies = (await ReceiveAsync(url, 2)).Select(static message => message.Body);
        Assert.Equal(["good", "late"], bodies.Order());
    }

    [Fact]
    public async Task A_pipe_to_a_queue_sends_at_most_ten_at_once()
    {
        var stream = await localAws.CreateTableAsync("sized");
        var (_, arn) = await localAws.CreateQueueAsync("sized");

        var refusal = await localAws.RefusedPipeAsync(Body(stream, arn, new() { ["BatchSize"] = 11 }));
        await localAws.CreatePipeAsync("sized", stream, arn);

        Assert.Contains("BatchSize must be at most 10", refusal, StringComparison.Ordinal);
        var pipe = await localAws.SendAsync(HttpMethod.Get, "/v1/pipes/sized");
        Assert.Equal(10, pipe.GetProperty("SourceParameters").GetProperty("DynamoDBStreamParameters")
            .GetProperty("BatchSize").GetInt32());
    }

    [Theory]
    [InlineData("arn:aws:sns:us-east-1:000000000000:topic", null, "does not offer the target")]
    [InlineData(null, """{"EventBridgeEventBusParameters":{}}""", "TargetParameters.EventBridgeEventBusParameters")]
    [InlineData(null, """{"InputTemplate":"<aws.pipes.nothing>"}""", "invalid placeholder aws.pipes.nothing")]
    [InlineData(null, """{"SqsQueueParameters":{"MessageGroupId":"$.a[b]"}}""", "Invalid JSON path")]
    public async Task What_a_pipe_cannot_do_is_refused_by_name(string? target, string? parameters, string said)
    {
        var body = Body("arn:aws:dynamodb:us-east-1:000000000000:table/t/stream/s", target
            ?? "arn:aws:sqs:us-east-1:000000000000:q", []);
        body["TargetParameters"] = parameters is null ? null : JsonNode.Parse(parameters);

        Assert.Contains(said, await localAws.RefusedPipeAsync(body), StringComparison.Ordinal);
    }

    private static JsonObject Body(string stream, string target, JsonObject source)
    {
        source["StartingPosition"] = "TRIM_HORIZON";
        return new()
        {
            ["Source"] = stream,
            ["Target"] = target,
            ["RoleArn"] = "arn:aws:iam::000000000000:role/pipe",
            ["SourceParameters"] = new JsonObject { ["DynamoDBStreamParameters"] = source },
        };
    }

    private async Task<List<Message>> ReceiveAsync(string url, int count)
    {
        var received = new List<Message>();
        await Eventually.AsTrue(async () =>
        {
            var answer = await localAws.Sqs.ReceiveMessageAsync(new ReceiveMessageRequest
            {
                QueueUrl = url, MaxNumberOfMessages = 10, MessageSystemAttributeNames = ["All"],
            });
            foreach (var message in answer.Messages ?? [])
            {
                received.Add(message);
                await localAws.Sqs.DeleteMessageAsync(url, message.ReceiptHandle);
            }

            return received.Count >= count;
        });
        return received;
    }
}
