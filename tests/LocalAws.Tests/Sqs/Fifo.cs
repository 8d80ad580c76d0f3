using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Time.Testing;

namespace WebhookSystem.LocalAws.Tests.Sqs;

/// <summary>Order by message group, and deduplication, by a clock that the test turns.</summary>
public sealed class Fifo : IAsyncLifetime
{
    private readonly FakeTimeProvider _time = new();
    private LocalAwsFixture _localAws = null!;
    private AmazonSQSClient _sqs = null!;

    public async ValueTask InitializeAsync()
    {
        _localAws = await LocalAwsFixture.StartAsync(_time);
        _sqs = _localAws.Sqs;
    }

    public ValueTask DisposeAsync() => _localAws.DisposeAsync();

    [Fact]
    public async Task After_a_purge_the_same_may_be_sent_again()
    {
        var url = (await _sqs.CreateQueueAsync(new CreateQueueRequest
        {
            QueueName = $"purged-{Guid.NewGuid():N}.fifo", Attributes = new() { ["FifoQueue"] = "true" },
        })).QueueUrl;
        Task SendAsync(string body) => _sqs.SendMessageAsync(new SendMessageRequest(url, body)
        {
            MessageGroupId = "g", MessageDeduplicationId = "same",
        });
        await SendAsync("before");

        await _sqs.PurgeQueueAsync(url);
        await SendAsync("after");

        var received = await _sqs.ReceiveMessageAsync(url);
        Assert.Equal("after", Assert.Single(received.Messages).Body);
    }

    [Fact]
    public async Task A_group_with_a_message_in_flight_is_locked()
    {
        var queue = await QueueOfAsync("g1:a", "g1:b", "g2:c");
        var first = Assert.Single(await _sqs.ReceiveAsync(queue, max: 1));

        Assert.Equal(["c"], await _sqs.BodiesAsync(queue));
        await _sqs.DeleteMessageAsync(queue, first.ReceiptHandle);

        Assert.Equal(["b"], await _sqs.BodiesAsync(queue));
    }

    [Fact]
    public async Task One_receive_takes_several_of_a_group_in_order()
    {
        var queue = await QueueOfAsync("g1:a", "g2:x", "g1:b", "g1:c");

        Assert.Equal(["a", "b"], await _sqs.BodiesAsync(queue, max: 2));
    }

    [Fact]
    public async Task A_failed_message_comes_again_before_the_later_ones_of_its_group()
    {
        var queue = await QueueOfAsync("g:a", "g:b", "g:c");
        Assert.Equal(["a", "b"], await _sqs.BodiesAsync(queue, max: 2, visibility: 10));

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(["a", "b", "c"], await _sqs.BodiesAsync(queue));
    }

    [Theory]
    [InlineData(0, new string[0])]
    [InlineData(1, new[] { "a" })]
    [InlineData(2, new[] { "a", "b" })]
    public async Task What_follows_a_hidden_message_is_hidden(int prolonged, string[] visible)
    {
        var queue = await QueueOfAsync("g:a", "g:b", "g:c");
        var received = await _sqs.ReceiveAsync(queue, visibility: 1);

        await _sqs.ChangeMessageVisibilityAsync(queue, received[prolonged].ReceiptHandle, 4);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Equal(visible, await _sqs.BodiesAsync(queue));
    }

    [Fact]
    public async Task Sequence_numbers_have_twenty_digits_and_rise()
    {
        var queue = await _sqs.NewFifoQueueAsync();

        var first = await _sqs.SendFifoAsync(queue, "g1", "a");
        var second = await _sqs.SendFifoAsync(queue, "g2", "b");

        Assert.Equal(20, first.SequenceNumber.Length);
        Assert.True(string.CompareOrdinal(first.SequenceNumber, second.SequenceNumber) < 0);
        var received = await _sqs.ReceiveAsync(queue);
        Assert.Equal(first.SequenceNumber, received[0].Attributes["SequenceNumber"]);
        Assert.Equal("g1", received[0].Attributes["MessageGroupId"]);
    }

    [Fact]
    public async Task A_duplicate_within_five_minutes_is_accepted_and_not_delivered_even_after_the_first_is_deleted()
    {
        var queue = await _sqs.NewFifoQueueAsync();
        var first = await _sqs.SendFifoAsync(queue, "g1", "a", id: "d");
        await _sqs.DeleteMessageAsync(queue, (await _sqs.ReceiveAsync(queue))[0].ReceiptHandle);

        _time.Advance(TimeSpan.FromSeconds(299));
        var duplicate = await _sqs.SendFifoAsync(queue, "g2", "other", id: "d");
        Assert.Empty(await _sqs.ReceiveAsync(queue));
        _time.Advance(TimeSpan.FromSeconds(1));
        await _sqs.SendFifoAsync(queue, "g1", "new", id: "d");

        Assert.Equal((first.MessageId, first.SequenceNumber), (duplicate.MessageId, duplicate.SequenceNumber));
        Assert.Equal(["new"], await _sqs.BodiesAsync(queue));
    }

    [Fact]
    public async Task Content_tells_duplicates_where_the_queue_says_so()
    {
        var queue = await _sqs.NewFifoQueueAsync(new() { ["ContentBasedDeduplication"] = "true" });

        foreach (var body in new[] { "a", "a", "b" })
            await _sqs.SendMessageAsync(new SendMessageRequest(queue, body) { MessageGroupId = "g" });

        Assert.Equal(["a", "b"], await _sqs.BodiesAsync(queue));
    }

    [Fact]
    public async Task Groups_deduplicate_apart_where_the_queue_says_so()
    {
        var queue = await _sqs.NewFifoQueueAsync(new() { ["DeduplicationScope"] = "messageGroup" });

        await _sqs.SendFifoAsync(queue, "g1", "a", id: "d");
        await _sqs.SendFifoAsync(queue, "g2", "b", id: "d");
        await _sqs.SendFifoAsync(queue, "g1", "c", id: "d");

        Assert.Equal(["a", "b"], await _sqs.BodiesAsync(queue));
    }

    [Fact]
    public async Task A_delayed_group_keeps_its_order()
    {
        var queue = await _sqs.NewFifoQueueAsync(new() { ["DelaySeconds"] = "10" });
        await _sqs.SendFifoAsync(queue, "g", "a");
        _time.Advance(TimeSpan.FromSeconds(5));
        await _sqs.SendFifoAsync(queue, "g", "b");

        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.Equal(["a"], await _sqs.BodiesAsync(queue, visibility: 1));
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Equal(["a", "b"], await _sqs.BodiesAsync(queue));
    }

    // Each message as group:body.
    private async Task<string> QueueOfAsync(params string[] messages)
    {
        var queue = await _sqs.NewFifoQueueAsync();
        foreach (var message in messages)
            await _sqs.SendFifoAsync(queue, message.Split(':')[0], message.Split(':')[1]);
        return queue;
    }
}
