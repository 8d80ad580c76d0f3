using System.Collections.Concurrent;
using WebhookSystem.Contracts;
using WebhookSystem.Ingress.Enqueue;

namespace WebhookSystem.Ingress.Tests.Enqueueing;

public sealed class Groups
{
    private const int SendersMin = 2;
    private const int SendersMax = 16;

    private readonly ConcurrentQueue<IReadOnlyList<PendingSend>> _sent = new();
    private readonly TaskCompletionSource _open = new();

    [Fact]
    public async Task While_little_is_under_way_each_goes_alone_and_at_once()
    {
        var groups = new GroupCommit(HoldAsync);

        _ = Enumerable.Range(0, SendersMin).Select(_ => groups.AddAsync(new("a", []), default)).ToArray();
        var atOnce = _sent.ToArray();
        _open.SetResult();

        Assert.Equal(SendersMin, atOnce.Length);
        Assert.All(atOnce, group => Assert.Single(group));
        await Task.WhenAll(atOnce.SelectMany(group => group).Select(message => message.MessageId));
    }

    [Fact]
    public async Task Whatever_fills_a_group_goes_at_once_and_the_rest_waits()
    {
        var groups = new GroupCommit(HoldAsync);

        var sending = Enumerable.Range(0, 500).Select(_ => groups.AddAsync(new("a", []), default)).ToArray();
        var atOnce = _sent.ToArray();
        _open.SetResult();

        Assert.Equal(SendersMax, atOnce.Length);
        Assert.All(atOnce.Skip(SendersMin), group => Assert.Equal(Topology.Limits.QueueBatchMax, group.Count));
        await Task.WhenAll(sending);
    }

    [Fact]
    public async Task What_waits_goes_together_within_the_queue_s_limits_and_each_has_its_own_answer()
    {
        var groups = new GroupCommit(HoldAsync);
        var texts = Enumerable.Range(0, 200).Select(at => new string('x', at % 7 == 0 ? 300_000 : 10) + at).ToArray();

        var sending = texts.Select(text => groups.AddAsync(new(text, []), default)).ToArray();
        _open.SetResult();
        var ids = await Task.WhenAll(sending);

        Assert.Equal(texts, ids);
        Assert.All(_sent, group => Assert.InRange(group.Count, 1, 10));
        Assert.All(_sent, group => Assert.InRange(
            group.Sum(message => message.Bytes), 1, Topology.Limits.QueueMessageBytesMax));
        Assert.InRange(_sent.Count, 20, 70);
    }

    [Fact]
    public async Task One_message_s_failure_is_its_own_and_a_group_s_is_everybody_s()
    {
        var groups = new GroupCommit(async (group, token) =>
        {
            await _open.Task.WaitAsync(token);
            if (group.Any(message => message.Text == "all"))
                throw new TimeoutException();
            foreach (var message in group.Where(message => message.Text != "one"))
                message.Succeed("id");
        });

        var alone = Enumerable.Range(0, SendersMin).Select(_ => groups.AddAsync(new("", []), default)).ToArray();
        var one = groups.AddAsync(new("one", []), default);
        var besides = Enumerable.Range(0, 9).Select(_ => groups.AddAsync(new("", []), default)).ToArray();
        var all = groups.AddAsync(new("all", []), default);
        var with = groups.AddAsync(new("", []), default);
        _open.SetResult();

        await Task.WhenAll([.. alone, .. besides]);
        await Assert.ThrowsAsync<Amazon.SQS.AmazonSQSException>(() => one);
        await Assert.ThrowsAsync<TimeoutException>(() => all);
        await Assert.ThrowsAsync<TimeoutException>(() => with);
        Assert.Equal("id", await groups.AddAsync(new("", []), default));
    }

    [Fact]
    public async Task Nothing_waits_for_ever_however_senders_begin_and_end()
    {
        var groups = new GroupCommit(async (group, _) =>
        {
            await Task.Yield();
            foreach (var message in group)
                message.Succeed(message.Text);
        });

        var sending = Enumerable.Range(0, 64).Select(_ => Task.Run(async () =>
        {
            for (var at = 0; at < 200; at++)
                await groups.AddAsync(new("a", []), default);
        }));

        await Task.WhenAll(sending).WaitAsync(TimeSpan.FromMinutes(2));
    }

    private async Task HoldAsync(IReadOnlyList<PendingSend> group, CancellationToken cancellationToken)
    {
        _sent.Enqueue(group);
        await _open.Task.WaitAsync(cancellationToken);
        foreach (var message in group)
            message.Succeed(message.Text);
    }
}
