using Amazon.SQS;
using Amazon.SQS.Model;

namespace WebhookSystem.LocalAws.Tests.Sqs;

/// <summary>What may be sent. The SDK checks every answer's digests, so that a wrong one fails a test.</summary>
public sealed class Sending(LocalAwsFixture localAws) : IClassFixture<LocalAwsFixture>
{
    private const int MessageBytesMax = 1024 * 1024;

    private AmazonSQSClient Sqs => localAws.Sqs;

    [Fact]
    public async Task Body_and_attributes_come_through_unchanged()
    {
        var queue = await Sqs.NewQueueAsync();
        var sent = await Sqs.SendMessageAsync(new SendMessageRequest(queue, "\"ä\" <&> 🪝\r\n\t")
        {
            MessageAttributes = new()
            {
                ["text"] = new() { DataType = "String.Custom", StringValue = "ü" },
                ["number"] = new() { DataType = "Number", StringValue = "-12.50" },
                ["bytes"] = new() { DataType = "Binary", BinaryValue = new([0, 1, 255]) },
            },
            MessageSystemAttributes = new()
            {
                ["AWSTraceHeader"] = new() { DataType = "String", StringValue = "Root=1-2" },
            },
        });

        var received = Assert.Single(await Sqs.ReceiveAsync(queue));

        Assert.Equal("\"ä\" <&> 🪝\r\n\t", received.Body);
        Assert.Equal(sent.MD5OfMessageAttributes, received.MD5OfMessageAttributes);
        Assert.Equal("ü", received.MessageAttributes["text"].StringValue);
        Assert.Equal("-12.50", received.MessageAttributes["number"].StringValue);
        Assert.Equal([0, 1, 255], received.MessageAttributes["bytes"].BinaryValue.ToArray());
        Assert.Equal("Root=1-2", received.Attributes["AWSTraceHeader"]);
        Assert.Equal("1", received.Attributes["ApproximateReceiveCount"]);
    }

    [Fact]
    public async Task A_request_s_trace_is_that_of_its_messages_unless_they_bring_their_own()
    {
        var url = await Sqs.NewQueueAsync();
        using var caller = localAws.Http;
        caller.DefaultRequestHeaders.Add("X-Amzn-Trace-Id", "Root=1-2");

        var answer = await caller.CallAsync("AmazonSQS.SendMessageBatch", $$$$"""
            {"QueueUrl":"{{{{url}}}}","Entries":[{"Id":"1","MessageBody":"none"},{"Id":"2","MessageBody":"own",
            "MessageSystemAttributes":{"AWSTraceHeader":{"StringValue":"Root=3-4","DataType":"String"}}}]}
            """);
        await caller.CallAsync("AmazonSQS.SendMessage", $$"""{"QueueUrl":"{{url}}","MessageBody":"single"}""");

        Assert.Equal(1, answer.Split("MD5OfMessageSystemAttributes").Length - 1);
        Assert.Equal(
            [("none", "Root=1-2"), ("own", "Root=3-4"), ("single", "Root=1-2")],
            (await Sqs.ReceiveAsync(url)).Select(static one => (one.Body, one.Attributes["AWSTraceHeader"])));
    }

    [Fact]
    public async Task An_attribute_s_value_is_of_the_characters_that_a_body_may_have()
    {
        var url = (await localAws.Sqs.CreateQueueAsync($"values-{Guid.NewGuid():N}")).QueueUrl;

        var answer = await localAws.CallAsync("AmazonSQS.SendMessage", $$$$"""
            {"QueueUrl":"{{{{url}}}}","MessageBody":"b",
            "MessageAttributes":{"a":{"StringValue":"\u0008","DataType":"String"}}}
            """);

        Assert.StartsWith(
            "InvalidParameterValueException: Invalid binary character '#x8' was found in the message attribute 'a' "
            + "value", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("attr.1øßä", true)]
    [InlineData("Invalid-§-attr", false)]
    [InlineData("Invalid-!-attr", false)]
    [InlineData(".attr", false)]
    [InlineData("aWs.attr", false)]
    [InlineData("AMAZON.attr", false)]
    public async Task An_attribute_s_name_is_of_letters_of_any_script(string name, bool isOne)
    {
        var url = (await localAws.Sqs.CreateQueueAsync($"names-{Guid.NewGuid():N}")).QueueUrl;

        var answer = await localAws.CallAsync("AmazonSQS.SendMessage", $$$$"""
            {"QueueUrl":"{{{{url}}}}","MessageBody":"b",
            "MessageAttributes":{"{{{{name}}}}":{"StringValue":"v","DataType":"String"}}}
            """);

        Assert.Equal(isOne, !answer.StartsWith("InvalidParameterValueException", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(new[] { "All" }, "4c360f3fdafd970e05fae2f149d997f5")]
    [InlineData(new[] { ".*" }, "4c360f3fdafd970e05fae2f149d997f5")]
    [InlineData(new[] { "Hello", "General" }, "fca026605781cb4126a1e9044df24232")]
    [InlineData(new[] { "Foo", "Hello" }, "a311262e065454b75da111d535b8dacd")]
    [InlineData(new[] { "Hel.*" }, "83fee93c1bcd8b9a5a923ffacdc636c7")]
    [InlineData(new[] { "Foo", "Help" }, null)]
    public async Task The_digest_is_of_the_attributes_that_were_asked_for(string[] names, string? digest)
    {
        var queue = await Sqs.NewQueueAsync();
        await Sqs.SendMessageAsync(new SendMessageRequest(queue, "msg")
        {
            MessageAttributes = new()
            {
                ["Help.Me"] = new() { DataType = "String", StringValue = "Me" },
                ["Hello"] = new() { DataType = "String", StringValue = "There" },
                ["General"] = new() { DataType = "String", StringValue = "Kenobi" },
            },
        });

        var received = await Sqs.ReceiveMessageAsync(
            new ReceiveMessageRequest(queue) { MessageAttributeNames = [.. names] });

        Assert.Equal(digest, received.Messages[0].MD5OfMessageAttributes);
    }

    [Theory]
    [InlineData('\u0000')]
    [InlineData('\u001b')]
    [InlineData('\uffff')]
    public async Task Inadmissible_characters_are_refused(char character)
    {
        var queue = await Sqs.NewQueueAsync();

        var error = await Assert.ThrowsAsync<InvalidMessageContentsException>(
            () => Sqs.SendMessageAsync(queue, $"a{character}b"));

        Assert.StartsWith($"Invalid binary character '#x{(int)character:X}' was found", error.Message);
    }

    [Fact]
    public async Task A_message_of_one_mebibyte_is_sent_and_of_a_byte_more_refused()
    {
        var queue = await Sqs.NewQueueAsync();
        var attributes = new Dictionary<string, MessageAttributeValue>
        {
            ["k"] = new() { DataType = "String", StringValue = "x" },
        };
        var body = new string('a', MessageBytesMax - "kStringx".Length);

        await Sqs.SendMessageAsync(new SendMessageRequest(queue, body) { MessageAttributes = attributes });
        var error = await Assert.ThrowsAnyAsync<AmazonSQSException>(() => Sqs.SendMessageAsync(
            new SendMessageRequest(queue, body + "a") { MessageAttributes = attributes }));

        Assert.Equal(
            "One or more parameters are invalid. Reason: Message must be shorter than 1048576 bytes.", error.Message);
        Assert.Equal(body.Length, Assert.Single(await Sqs.BodiesAsync(queue)).Length);
    }

    [Fact]
    public async Task Bytes_count_not_characters()
    {
        var queue = await Sqs.NewQueueAsync(new() { ["MaximumMessageSize"] = "1024" });

        await Sqs.SendMessageAsync(queue, new string('ä', 512));

        await Assert.ThrowsAnyAsync<AmazonSQSException>(() => Sqs.SendMessageAsync(queue, new string('ä', 513)));
    }

    [Fact]
    public async Task An_empty_attribute_is_refused()
    {
        var queue = await Sqs.NewQueueAsync();

        var error = await Assert.ThrowsAnyAsync<AmazonSQSException>(() => Sqs.SendMessageAsync(
            new SendMessageRequest(queue, "b")
            {
                MessageAttributes = new() { ["ErrorDetails"] = new() { DataType = "String", StringValue = "" } },
            }));

        Assert.Equal(
            "Message (user) attribute 'ErrorDetails' must contain a non-empty value of type 'String'.", error.Message);
    }

    [Fact]
    public async Task A_FIFO_queue_asks_for_group_and_deduplication_id_and_takes_no_delay()
    {
        var queue = await Sqs.NewFifoQueueAsync();

        var noGroup = await RefusalAsync(new(queue, "b") { MessageDeduplicationId = "d" });
        var noId = await RefusalAsync(new(queue, "b") { MessageGroupId = "g" });
        var badId = await RefusalAsync(new(queue, "b") { MessageGroupId = "g 1", MessageDeduplicationId = "d" });
        var delayed = await RefusalAsync(
            new(queue, "b") { MessageGroupId = "g", MessageDeduplicationId = "d", DelaySeconds = 2 });

        Assert.Equal("The request must contain the parameter MessageGroupId.", noGroup.Message);
        Assert.Equal("MissingParameter", noGroup.ErrorCode);
        Assert.StartsWith("The queue should either have ContentBasedDeduplication enabled or", noId.Message);
        Assert.Contains("MessageGroupId can only include alphanumeric and punctuation characters.", badId.Message);
        Assert.StartsWith("Value 2 for parameter DelaySeconds is invalid.", delayed.Message);
    }

    [Fact]
    public async Task A_queue_that_is_not_there_is_refused_as_AWS_does()
    {
        var error = await Assert.ThrowsAsync<QueueDoesNotExistException>(() => Sqs.SendMessageAsync(
            new Uri(localAws.Endpoint, "/000000000000/nobody").ToString(), "hello"));

        Assert.Equal("The specified queue does not exist.", error.Message);
        Assert.Equal("AWS.SimpleQueueService.NonExistentQueue", error.ErrorCode);
    }

    private Task<AmazonSQSException> RefusalAsync(SendMessageRequest request) =>
        Assert.ThrowsAnyAsync<AmazonSQSException>(() => Sqs.SendMessageAsync(request));
}
