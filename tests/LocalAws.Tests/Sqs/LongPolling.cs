using Amazon.SQS;
using Amazon.SQS.Model;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;
using WebhookSystem.LocalAws.Sqs.Deliveries;
using WebhookSystem.LocalAws.Sqs.Queues;

namespace WebhookSystem.LocalAws.Tests.Sqs;

/// <summary>A receive that waits is woken by whatever brings a message, and by nothing else.</summary>
public sealed class LongPolling : IAsyncLifetime
{
    private static readonly TimeSpan Deadline = TimeSpan.FromMinutes(2);

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
    public async Task A_send_wakes_the_one_who_waits_longest()
    {
        var queue = await _sqs.NewQueueAsync();
        var (first, second) = (WaitFor(queue), WaitFor(queue));

        await _sqs.SendMessageAsync(queue, "one");
        var served = await first.WaitAsync(Deadline);

        Assert.Equal("one"u8.ToArray(), Assert.Single(served).Message.Content.Body);
        Assert.False(second.IsCompleted);
        await _sqs.SendMessageAsync(queue, "two");
        Assert.Single(await second.WaitAsync(Deadline));
    }

    [Fact]
    public async Task The_end_of_a_delay_and_of_a_visibility_timeout_wake()
    {
        var queue = await _sqs.NewQueueAsync();
        await _sqs.SendMessageAsync(new SendMessageRequest(queue, "later") { DelaySeconds = 5 });

        var delayed = WaitFor(queue);
        Assert.False(delayed.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(5));
        Assert.Single(await delayed.WaitAsync(Deadline));
        var hidden = WaitFor(queue, seconds: 20);
        await _sqs.ChangeMessageVisibilityAsync(queue, (await delayed)[0].Handle.ToString(), 10);
        Assert.False(hidden.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(2, Assert.Single(await hidden.WaitAsync(Deadline)).Receives);
    }

    [Fact]
    public async Task Deleting_what_locks_a_group_wakes_who_waits_for_the_next()
    {
        var queue = await _sqs.NewFifoQueueAsync();
        await _sqs.SendFifoAsync(queue, "g", "a");
        await _sqs.SendFifoAsync(queue, "g", "b");
        var first = Assert.Single(await _sqs.ReceiveAsync(queue, max: 1));
        var waiting = WaitFor(queue);

        Assert.False(waiting.IsCompleted);
        await _sqs.DeleteMessageAsync(queue, first.ReceiptHandle);

        Assert.Equal("b"u8.ToArray(), Assert.Single(await waiting.WaitAsync(Deadline)).Message.Content.Body);
    }

    [Fact]
    public async Task A_failed_message_wakes_who_waits_at_the_dead_letter_queue()
    {
        var dead = await _sqs.NewQueueAsync();
        var policy = $$"""{"deadLetterTargetArn":"{{await _sqs.ArnAsync(dead)}}","maxReceiveCount":1}""";
        var queue = await _sqs.NewQueueAsync(new() { ["RedrivePolicy"] = policy });
        await _sqs.SendMessageAsync(queue, "poison");
        await _sqs.BodiesAsync(queue, visibility: 0);
        var waiting = WaitFor(dead);

        await _sqs.BodiesAsync(queue);

        Assert.Single(await waiting.WaitAsync(Deadline));
    }

    [Fact]
    public async Task A_wait_without_a_message_ends_in_its_time()
    {
        var queue = await _sqs.NewQueueAsync(new() { ["ReceiveMessageWaitTimeSeconds"] = "7" });
        var (byQueue, byCaller) = (WaitFor(queue, seconds: null), WaitFor(queue, seconds: 9));

        _time.Advance(TimeSpan.FromSeconds(7));
        Assert.Empty(await byQueue.WaitAsync(Deadline));
        Assert.False(byCaller.IsCompleted);
        _time.Advance(TimeSpan.FromSeconds(2));

        Assert.Empty(await byCaller.WaitAsync(Deadline));
    }

    [Fact]
    public async Task Who_went_away_takes_no_message_along()
    {
        var queue = await _sqs.NewQueueAsync();
        using var leaving = new CancellationTokenSource();
        var gone = Find(queue).ReceiveAsync(new(1, null, TimeSpan.FromSeconds(20)), leaving.Token);

        await leaving.CancelAsync();
        await _sqs.SendMessageAsync(queue, "hello");

        Assert.Empty(await gone.WaitAsync(Deadline));
        Assert.Equal(["hello"], await _sqs.BodiesAsync(queue));
    }

    [Fact]
    public async Task Over_the_wire_a_waiting_receive_gets_what_is_sent()
    {
        var queue = await _sqs.NewQueueAsync();
        var waiting = _sqs.ReceiveMessageAsync(new ReceiveMessageRequest(queue) { WaitTimeSeconds = 20 });

        await _sqs.SendMessageAsync(queue, "hello");

        Assert.Equal("hello", Assert.Single((await waiting.WaitAsync(Deadline)).Messages).Body);
    }

    // On the server's own queue: the call has joined the waiting when it returns its task.
    private Task<IReadOnlyList<Delivery>> WaitFor(string queue, int? seconds = 20) => Find(queue).ReceiveAsync(
        new(1, null, seconds is { } wait ? TimeSpan.FromSeconds(wait) : null), TestContext.Current.CancellationToken);

    private Queue Find(string queue) => _localAws.Services.GetRequiredService<QueueCatalog>().Find(queue);
}
