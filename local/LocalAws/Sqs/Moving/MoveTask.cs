using WebhookSystem.LocalAws.Sqs.Messages;
using WebhookSystem.LocalAws.Sqs.Queues;

namespace WebhookSystem.LocalAws.Sqs.Moving;

internal enum MoveStatus { Running, Completed, Cancelled, Failed }

/// <summary>Moves what lies in a dead-letter queue, a portion at a time, until nothing visible is left there.</summary>
internal sealed class MoveTask : IDisposable
{
    private const int UnlimitedPerSecond = 10_000;

    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(100);

    private readonly QueueCatalog _queues;
    private readonly int _portion;
    private readonly ITimer _timer;

    public MoveTask(QueueCatalog queues, TimeProvider time, Queue source, Queue? destination, int? perSecond)
    {
        (_queues, Source, Destination, PerSecond) = (queues, source, destination, perSecond);
        StartedAt = time.GetUtcNow();
        ToMove = source.Count(MessageState.Visible);

        var rate = perSecond ?? UnlimitedPerSecond;
        var period = TimeSpan.FromSeconds(Math.Max(1.0 / rate, Pace.TotalSeconds));
        _portion = Math.Max(1, (int)(rate * period.TotalSeconds));
        _timer = time.CreateTimer(_ => Step(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _timer.Change(TimeSpan.Zero, period);
    }

    public Guid Id { get; } = Guid.NewGuid();

    public Queue Source { get; }

    /// <summary>Null: each message goes back to the queue it failed in.</summary>
    public Queue? Destination { get; }

    public int? PerSecond { get; }

    public DateTimeOffset StartedAt { get; }

    public int ToMove { get; }

    public int Moved { get; private set; }

    public MoveStatus Status { get; private set; }

    public string? FailureReason { get; private set; }

    public void Cancel() => End(MoveStatus.Cancelled);

    public void Dispose() => _timer.Dispose();

    private void Step()
    {
        using (_queues.Gate.Enter())
        {
            if (Status != MoveStatus.Running)
                return;
            Moved += Source.Withdraw(_portion, Place);
            if (FailureReason is not null)
                End(MoveStatus.Failed);
            else if (Source.Count(MessageState.Visible) == 0)
                End(MoveStatus.Completed);
        }
    }

    private bool Place(Message message)
    {
        var destination = Destination
            ?? (message.DeadLetterSourceArn is { } arn ? _queues.TryFindArn(arn) : null);
        FailureReason = destination switch
        {
            { IsDropped: false } => null,
            null when message.DeadLetterSourceArn is null => "CouldNotDetermineMessageSource",
            _ => "AWS.SimpleQueueService.NonExistentQueue",
        };
        if (FailureReason is not null)
            return false;
        destination!.Revive(message);
        return true;
    }

    private void End(MoveStatus status)
    {
        using (_queues.Gate.Enter())
        {
            Status = status;
            _timer.Dispose();
        }
    }
}
