using WebhookSystem.LocalAws.Sqs.Deliveries;
using WebhookSystem.LocalAws.Sqs.Messages;

namespace WebhookSystem.LocalAws.Sqs.Queues;

// How messages go out: at once, or to whoever waits for them.
internal sealed partial class Queue
{
    private const int InFlightMax = 120_000;

    private readonly Waiters _waiters = new();

    // Queues may be one another's dead-letter queues, and so wake one another.
    private bool _isWaking;

    /// <summary>Hands out what can be received, waiting for it if the demand says so.</summary>
    public async Task<IReadOnlyList<Delivery>> ReceiveAsync(Demand demand, CancellationToken cancellationToken)
    {
        var wait = demand.Wait ?? Settings.ReceiveWait;
        Waiters.Waiter waiter;
        using (_gate.Enter())
        {
            var deliveries = Take(demand);
            if (deliveries.Count > 0)
                return deliveries;
            if (wait == TimeSpan.Zero && !Settings.IsFifo && _backlog.Count(MessageState.InFlight) >= InFlightMax)
                throw Refusals.OverLimit();
            if (wait == TimeSpan.Zero || IsDropped)
                return [];
            waiter = _waiters.Join(demand);
            SetWakeUp();
        }

        await using var deadline = _time.CreateTimer(_ => Leave(waiter), null, wait, Timeout.InfiniteTimeSpan);
        await using var gone = cancellationToken.UnsafeRegister(_ => Leave(waiter), null);
        return await waiter.Served;
    }

    /// <summary>Moves at most <paramref name="max"/> visible messages out, until one finds no place.</summary>
    public int Withdraw(int max, Func<Message, bool> place)
    {
        using (_gate.Enter())
        {
            Advance();
            var moved = 0;
            foreach (var message in _backlog.Deliverable.Take(max).ToList())
            {
                if (!place(message))
                    break;
                _backlog.Remove(message);
                moved++;
            }

            return moved;
        }
    }

    private List<Delivery> Take(Demand demand)
    {
        Advance();
        var max = Math.Min(demand.Max, InFlightMax - _backlog.Count(MessageState.InFlight));
        var (good, failed) = Choose(max);
        var now = _time.GetUtcNow();
        var until = now + (demand.Visibility ?? Settings.Visibility);
        var deliveries = new List<Delivery>(good.Count);
        foreach (var message in good)
        {
            var isDoubled = !Settings.IsFifo && _catalog.Faults.Duplicates();
            _backlog.Receive(message, now, isDoubled ? now : until);
            deliveries.Add(new(
                message, new(Id, message.Ordinal, message.Receives),
                message.EarlierReceives + message.Receives, message.FirstReceivedAt!.Value));
        }

        BuryAll(failed);
        return deliveries;
    }

    // A message is found to have failed when it would be received once more, as on AWS.
    private (List<Message> Good, List<Message> Failed) Choose(int max)
    {
        var receivesMax = FindDeadLetterQueue() is null ? int.MaxValue : Settings.Redrive!.ReceivesMax;
        List<Message> good = [], failed = [];
        if (max <= 0)
            return (good, failed);
        if (!Settings.IsFifo && _catalog.Faults.Reorders())
            _backlog.Postpone();
        foreach (var message in _backlog.Deliverable)
        {
            (message.Receives < receivesMax ? good : failed).Add(message);
            if (good.Count == max)
                break;
        }

        return (good, failed);
    }

    private void BuryAll(List<Message> failed)
    {
        foreach (var message in failed)
            _backlog.Remove(message);
        foreach (var message in failed)
            FindDeadLetterQueue()!.Bury(message, this);
    }

    // Without its dead-letter queue, which may have been deleted, a queue keeps what fails.
    private Queue? FindDeadLetterQueue() =>
        Settings.Redrive is { } policy ? _catalog.TryFindArn(policy.DeadLetterArn) : null;

    /// <summary>Serves those who wait, as far as there are messages for them.</summary>
    private void Wake()
    {
        using (_gate.Enter())
        {
            if (_waiters.First is null || _isWaking)
                return;
            _isWaking = true;
            while (_waiters.First is { } waiter && Take(waiter.Demand) is { Count: > 0 } deliveries)
                _waiters.Serve(waiter, deliveries);
            _isWaking = false;
            if (!IsDropped)
                SetWakeUp();
        }
    }

    private void Leave(Waiters.Waiter waiter)
    {
        using (_gate.Enter())
            _waiters.Serve(waiter, []);
    }

    // Rounded up to the timer's resolution: one that comes early would find nothing and come again and again.
    private void SetWakeUp()
    {
        var wait = _waiters.First is not null && _backlog.NextShown is { } next
            ? TimeSpan.FromMilliseconds(Math.Max(1, Math.Ceiling((next - _time.GetUtcNow()).TotalMilliseconds)))
            : Timeout.InfiniteTimeSpan;
        _wakeUp.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
