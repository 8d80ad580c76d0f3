using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.Time.Testing;

namespace WebhookSystem.LocalAws.Tests.Sqs;

/// <summary>Delays, visibility timeouts and retention, by a clock that the test turns.</summary>
public sealed class Visibility : IAsyncLifetime
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
    public async Task A_received_message_comes_again_after_its_timeout()
    {
        var queue = await _sqs.NewQueueAsync(new() { ["VisibilityTimeout"] = "10" });
        await _sqs.SendMessageAsync(queue, "hello");
        var first = Assert.Single(await _sqs.ReceiveAsync(queue));

        Advance(9);
        Assert.Empty(await _sqs.ReceiveAsync(queue));
        Assert.Equal("1", await _sqs.AttributeAsync(queue, "ApproximateNumberOfMessagesNotVisible"));
        Advance(1);
        var again = Assert.Single(await _sqs.ReceiveAsync(queue));

        Assert.Equal(first.MessageId, again.MessageId);
        Assert.NotEqual(first.ReceiptHandle, again.ReceiptHandle);
        Assert.Equal("2", again.Attributes["ApproximateReceiveCount"]);
        Assert.Equal(
            first.Attributes["ApproximateFirstReceiveTimestamp"], again.Attributes["ApproximateFirstReceiveTimestamp"]);
    }

    [Fact]
    public async Task The_timeout_can_be_prolonged_and_ended()
    {
        var queue = await _sqs.NewQueueAsync();
        await _sqs.SendMessageAsync(queue, "hello");
        var handle = (await _sqs.ReceiveAsync(queue, visibility: 10))[0].ReceiptHandle;

        await _sqs.ChangeMessageVisibilityAsync(queue, handle, 60);
        Advance(59);
        Assert.Empty(await _sqs.ReceiveAsync(queue));
        await _sqs.ChangeMessageVisibilityAsync(queue, handle, 0);

        Assert.Single(await _sqs.ReceiveAsync(queue));
    }

    [Fact]
    public async Task The_timeout_ends_twelve_hours_after_the_receive()
    {
        var queue = await _sqs.NewQueueAsync();
        await _sqs.SendMessageAsync(queue, "hello");
        var handle = (await _sqs.ReceiveAsync(queue, visibility: 100))[0].ReceiptHandle;

        Advance(50);
        await _sqs.ChangeMessageVisibilityAsync(queue, handle, 43_150);
        var error = await Assert.ThrowsAnyAsync<AmazonSQSException>(
            () => _sqs.ChangeMessageVisibilityAsync(queue, handle, 43_151));

        Assert.Contains("beyond the limit [43200 seconds]", error.Message);
    }

    [Fact]
    public async Task A_delay_is_the_queue_s_unless_the_message_has_its_own()
    {
        var queue = await _sqs.NewQueueAsync(new() { ["DelaySeconds"] = "10" });
        await _sqs.SendMessageAsync(queue, "late");
        await _sqs.SendMessageAsync(new SendMessageRequest(queue, "later") { DelaySeconds = 20 });
        await _sqs.SendMessageAsync(new SendMessageRequest(queue, "now") { DelaySeconds = 0 });

        Assert.Equal("2", await _sqs.AttributeAsync(queue, "ApproximateNumberOfMessagesDelayed"));
        Assert.Equal(["now"], await _sqs.BodiesAsync(queue));
        Advance(10);
        Assert.Equal(["late"], await _sqs.BodiesAsync(queue));
        Advance(10);
        Assert.Equal(["later"], await _sqs.BodiesAsync(queue));
    }

    [Fact]
    public async Task A_changed_delay_holds_for_what_a_FIFO_queue_already_has_and_not_for_a_standard_queue()
    {
        var delay = new Dictionary<string, string> { ["DelaySeconds"] = "100" };
        var (standard, fifo) = (await _sqs.NewQueueAsync(delay), await _sqs.NewFifoQueueAsync(delay));
        await _sqs.SendMessageAsync(standard, "standard");
        await _sqs.SendFifoAsync(fifo, "g", "fifo");

        await _sqs.SetQueueAttributesAsync(standard, new() { ["DelaySeconds"] = "10" });
        await _sqs.SetQueueAttributesAsync(fifo, new() { ["DelaySeconds"] = "10" });
        Advance(10);

        Assert.Empty(await _sqs.BodiesAsync(standard));
        Assert.Equal(["fifo"], await _sqs.BodiesAsync(fifo));
    }

    [Fact]
    public async Task A_message_is_kept_as_long_as_the_queue_says()
    {
        var queue = await _sqs.NewQueueAsync(new() { ["MessageRetentionPeriod"] = "60" });
        await _sqs.SendMessageAsync(queue, "old");
        Advance(59);
        await _sqs.SendMessageAsync(queue, "young");

        Advance(1);

        Assert.Equal(["young"], await _sqs.BodiesAsync(queue));
    }

    [Fact]
    public async Task A_standard_queue_takes_the_handle_of_a_receive_that_ran_out()
    {
        var queue = await _sqs.NewQueueAsync();
        await _sqs.SendMessageAsync(queue, "hello");
        var handle = (await _sqs.ReceiveAsync(queue, visibility: 1))[0].ReceiptHandle;
        Advance(2);

        await _sqs.ChangeMessageVisibilityAsync(queue, handle, 2);
        Assert.Empty(await _sqs.ReceiveAsync(queue));
        Advance(2);
        await _sqs.DeleteMessageAsync(queue, handle);

        Assert.Empty(await _sqs.ReceiveAsync(queue));
    }

    [Fact]
    public async Task A_FIFO_queue_refuses_the_handle_of_a_receive_that_ran_out()
    {
        var queue = await _sqs.NewFifoQueueAsync();
        await _sqs.SendFifoAsync(queue, "g", "hello");
        var handle = (await _sqs.ReceiveAsync(queue, visibility: 1))[0].ReceiptHandle;
        Advance(1);

        var deleting = await Assert.ThrowsAnyAsync<AmazonSQSException>(() => _sqs.DeleteMessageAsync(queue, handle));
        var changing = await Assert.ThrowsAnyAsync<AmazonSQSException>(
            () => _sqs.ChangeMessageVisibilityAsync(queue, handle, 1));

        Assert.Equal(
            $"Value {handle} for parameter ReceiptHandle is invalid. Reason: The receipt handle has expired.",
            deleting.Message);
        Assert.EndsWith("Message does not exist or is not available for visibility timeout change.", changing.Message);
        Assert.Single(await _sqs.ReceiveAsync(queue));
    }

    [Fact]
    public async Task A_handle_of_nothing_or_of_another_queue_is_refused()
    {
        var (queue, other) = (await _sqs.NewQueueAsync(), await _sqs.NewQueueAsync());
        await _sqs.SendMessageAsync(queue, "hello");
        var handle = (await _sqs.ReceiveAsync(queue))[0].ReceiptHandle;

        await Assert.ThrowsAsync<ReceiptHandleIsInvalidException>(() => _sqs.DeleteMessageAsync(queue, "nonsense"));
        await Assert.ThrowsAsync<ReceiptHandleIsInvalidException>(() => _sqs.DeleteMessageAsync(other, handle));
        await _sqs.DeleteMessageAsync(queue, handle);
        await _sqs.DeleteMessageAsync(queue, handle);
        await Assert.ThrowsAnyAsync<AmazonSQSException>(() => _sqs.ChangeMessageVisibilityAsync(queue, handle, 1));
    }

    private void Advance(int seconds) => _time.Advance(TimeSpan.FromSeconds(seconds));
}
