using System.Collections.Concurrent;
using Amazon.SQS;
using WebhookSystem.Contracts;

namespace WebhookSystem.Ingress.Enqueue;

/// <summary>
/// Gathers what waits into groups. Nobody waits for a group to fill: while fewer than <see cref="SendersMin"/> sends
/// are under way a message goes at once and alone; beyond that it goes with those that came meanwhile, and as soon as
/// they fill a group.
/// </summary>
internal sealed class GroupCommit(Func<IReadOnlyList<PendingSend>, CancellationToken, Task> send)
{
    private const int SendersMin = 2;
    private const int SendersMax = 16;

    private static readonly TimeSpan SendTimeMax = TimeSpan.FromSeconds(5);

    private readonly ConcurrentQueue<PendingSend> _waiting = new();
    private readonly Lock _gate = new();
    private int _senders;

    /// <summary>The queue's id of the message, once it is durably stored.</summary>
    public Task<string> AddAsync(PendingSend message, CancellationToken cancellationToken)
    {
        _waiting.Enqueue(message);
        StartSender();
        return message.MessageId.WaitAsync(cancellationToken);
    }

    private void StartSender()
    {
        lock (_gate)
        {
            if (_senders >= SendersMin && (_senders == SendersMax || _waiting.Count < Topology.Limits.QueueBatchMax))
                return;
            _senders++;
        }

        // Its outcome is each message's own: the loop itself cannot fail.
        _ = SendAllAsync();
    }

    private async Task SendAllAsync()
    {
        while (Take() is { Count: > 0 } group)
            await SendAsync(group);
    }

    private async Task SendAsync(List<PendingSend> group)
    {
        // Not one waiter's token: others may have longer to go.
        using var timeout = new CancellationTokenSource(SendTimeMax);
        try
        {
            await send(group, timeout.Token);
            foreach (var message in group)
                message.Fail(new AmazonSQSException("The answer says nothing of this message."));
        }
        catch (Exception failure)
        {
            // The outermost loop: whoever waits decides what the failure means.
            foreach (var message in group)
                message.Fail(failure);
        }
    }

    /// <summary>What goes together next. Where nothing waits the sender ends, under the lock it began under.</summary>
    private List<PendingSend> Take()
    {
        lock (_gate)
        {
            var group = new List<PendingSend>();
            var bytes = 0;
            while (group.Count < Topology.Limits.QueueBatchMax && _waiting.TryPeek(out var next)
                && (group.Count == 0 || bytes + next.Bytes <= Topology.Limits.QueueMessageBytesMax)
                && _waiting.TryDequeue(out next))
            {
                bytes += next.Bytes;
                group.Add(next);
            }

            if (group.Count == 0)
                _senders--;
            return group;
        }
    }
}
