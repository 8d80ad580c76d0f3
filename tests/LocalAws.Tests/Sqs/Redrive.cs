using Amazon.SQS;
using Microsoft.Extensions.Time.Testing;

namespace WebhookSystem.LocalAws.Tests.Sqs;

/// <summary>What is received too often goes to the dead-letter queue.</summary>
public sealed class Redrive : IAsyncLifetime
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
    public async Task After_the_last_receive_it_counts_a_message_is_moved_with_its_past()
    {
        var (queue, dead) = await PairAsync(receivesMax: 2);
        var sent = await _sqs.SendMessageAsync(queue, "poison");
        await _sqs.BodiesAsync(queue, visibility: 0);
        await _sqs.BodiesAsync(queue, visibility: 0);

        Assert.Empty(await _sqs.BodiesAsync(queue));

        var buried = Assert.Single(await _sqs.ReceiveAsync(dead));
        Assert.Equal(sent.MessageId, buried.MessageId);
        Assert.Equal("3", buried.Attributes["ApproximateReceiveCount"]);
        Assert.Equal(await _sqs.ArnAsync(queue), buried.Attributes["DeadLetterQueueSourceArn"]);
    }

    [Fact]
    public async Task One_receive_passes_over_the_failed_to_the_good()
    {
        var (queue, dead) = await PairAsync(receivesMax: 1);
        await _sqs.SendMessageAsync(queue, "poison");
        await _sqs.BodiesAsync(queue, visibility: 0);
        await _sqs.SendMessageAsync(queue, "good");

        Assert.Equal(["good"], await _sqs.BodiesAsync(queue, max: 1));
        Assert.Equal(["poison"], await _sqs.BodiesAsync(dead));
    }

    [Fact]
    public async Task A_failed_message_of_a_group_makes_way_for_the_next()
    {
        var dead = await _sqs.NewFifoQueueAsync();
        var queue = await _sqs.NewFifoQueueAsync(new() { ["RedrivePolicy"] = await PolicyAsync(dead, 1) });
        await _sqs.SendFifoAsync(queue, "g", "poison");
        await _sqs.SendFifoAsync(queue, "g", "good");
        await _sqs.BodiesAsync(queue, max: 1, visibility: 1);
        _time.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(["good"], await _sqs.BodiesAsync(queue));
        Assert.Equal(["poison"], await _sqs.BodiesAsync(dead));
    }

    [Fact]
    public async Task A_failed_message_s_own_id_takes_the_place_of_its_deduplication_id()
    {
        var dead = await _sqs.NewFifoQueueAsync();
        var queue = await _sqs.NewFifoQueueAsync(new() { ["RedrivePolicy"] = await PolicyAsync(dead, 1) });
        var sent = await _sqs.SendFifoAsync(queue, "g", "poison", id: "one");
        await _sqs.BodiesAsync(queue, visibility: 1);
        _time.Advance(TimeSpan.FromSeconds(1));
        await _sqs.BodiesAsync(queue);
        await _sqs.SendFifoAsync(dead, "h", "sent there", id: "one");

        var buried = await _sqs.ReceiveAsync(dead);

        Assert.Equal(
            [sent.MessageId, "one"],
            buried.Select(static message => message.Attributes["MessageDeduplicationId"]));
    }

    [Fact]
    public async Task A_standard_dead_letter_queue_does_not_prolong_a_message_s_life()
    {
        var dead = await _sqs.NewQueueAsync(new() { ["MessageRetentionPeriod"] = "100" });
        var queue = await _sqs.NewQueueAsync(new() { ["RedrivePolicy"] = await PolicyAsync(dead, 1) });
        await _sqs.SendMessageAsync(queue, "poison");
        _time.Advance(TimeSpan.FromSeconds(90));
        await _sqs.BodiesAsync(queue, visibility: 0);
        await _sqs.BodiesAsync(queue);
        Assert.Equal("1", await _sqs.AttributeAsync(dead, "ApproximateNumberOfMessages"));

        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal("0", await _sqs.AttributeAsync(dead, "ApproximateNumberOfMessages"));
    }

    [Fact]
    public async Task Without_its_dead_letter_queue_a_queue_keeps_what_fails()
    {
        var (queue, dead) = await PairAsync(receivesMax: 1);
        await _sqs.SendMessageAsync(queue, "poison");
        await _sqs.DeleteQueueAsync(dead);

        await _sqs.BodiesAsync(queue, visibility: 0);

        Assert.Equal(["poison"], await _sqs.BodiesAsync(queue));
    }

    [Fact]
    public async Task The_sources_of_a_dead_letter_queue_are_listed()
    {
        var (queue, dead) = await PairAsync(receivesMax: 1);

        var sources = await _sqs.ListDeadLetterSourceQueuesAsync(new() { QueueUrl = dead });

        Assert.Equal([queue], sources.QueueUrls);
    }

    [Theory]
    [InlineData("nonsense", "not a valid JSON map")]
    [InlineData("{\"maxReceiveCount\":1}", "mandatory attribute: deadLetterTargetArn")]
    [InlineData("{\"deadLetterTargetArn\":\"{0}\"}", "mandatory attribute: maxReceiveCount")]
    [InlineData("{\"deadLetterTargetArn\":\"{0}\",\"maxReceiveCount\":0}", "valid values are from 1 to 1000")]
    [InlineData("{\"deadLetterTargetArn\":\"{0}x\",\"maxReceiveCount\":1}", "Dead letter target does not exist")]
    [InlineData("{\"deadLetterTargetArn\":\"{1}\",\"maxReceiveCount\":1}", "must be same type of queue as the source")]
    public async Task An_unsound_policy_is_refused(string policy, string reason)
    {
        var standard = await _sqs.ArnAsync(await _sqs.NewQueueAsync());
        var fifo = await _sqs.ArnAsync(await _sqs.NewFifoQueueAsync());
        var given = policy
            .Replace("{0}", standard, StringComparison.Ordinal)
            .Replace("{1}", fifo, StringComparison.Ordinal);

        var error = await Assert.ThrowsAnyAsync<AmazonSQSException>(
            () => _sqs.NewQueueAsync(new() { ["RedrivePolicy"] = given }));

        Assert.Contains(reason, error.Message);
    }

    [Fact]
    public async Task A_dead_letter_queue_says_whose_it_is()
    {
        var denied = await _sqs.NewQueueAsync(new() { ["RedriveAllowPolicy"] = "{\"redrivePermission\":\"denyAll\"}" });

        await Assert.ThrowsAnyAsync<AmazonSQSException>(() => PairAsync(denied));
        await _sqs.SetQueueAttributesAsync(
            denied, new() { ["RedriveAllowPolicy"] = "{\"redrivePermission\":\"allowAll\"}" });

        await PairAsync(denied);
    }

    private async Task<(string Queue, string Dead)> PairAsync(int receivesMax)
    {
        var dead = await _sqs.NewQueueAsync();
        return (await _sqs.NewQueueAsync(new() { ["RedrivePolicy"] = await PolicyAsync(dead, receivesMax) }), dead);
    }

    private async Task PairAsync(string dead) =>
        await _sqs.NewQueueAsync(new() { ["RedrivePolicy"] = await PolicyAsync(dead, 1) });

    private async Task<string> PolicyAsync(string dead, int receivesMax) =>
        $$"""{"deadLetterTargetArn":"{{await _sqs.ArnAsync(dead)}}","maxReceiveCount":{{receivesMax}}}""";
}
