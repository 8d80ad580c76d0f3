using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.Sqs.Deliveries;
using WebhookSystem.LocalAws.Sqs.Queues;

namespace WebhookSystem.LocalAws.Sqs.Kept;

/// <summary>SQS's state, as the log sees it.</summary>
internal sealed class KeptQueues(QueueCatalog queues) : IKept
{
    public KeptService Service => KeptService.Sqs;

    public IDisposable Hold() => queues.Gate.Enter();

    public void Replay(EntryReader record)
    {
        var (entry, id) = ((QueueEntry)record.Byte(), record.Id());
        switch (entry)
        {
            case QueueEntry.Declared:
                queues.Restore(record.Json<QueueState>());
                break;
            case QueueEntry.Dropped:
                queues.Forget(id, record.Text(), record.Time());
                break;
            case QueueEntry.Put or QueueEntry.Received or QueueEntry.Hidden or QueueEntry.Shown or QueueEntry.Removed
                or QueueEntry.Cleared or QueueEntry.Remembered:
                queues.FindId(id).Replay(entry, record);
                break;
            default:
                throw new InvalidDataException($"{entry} is no entry of a queue.");
        }
    }

    public ValueTask ResetAsync(CancellationToken cancellationToken)
    {
        queues.Reset();
        return default;
    }

    public IEnumerable<Action<EntryWriter>> Capture() =>
        Write([.. queues.All().Select(static queue => queue.Stand())], queues.Dropped());

    private static IEnumerable<Action<EntryWriter>> Write(
        IReadOnlyList<StandingQueue> standing, IReadOnlyList<(string Name, DateTimeOffset At)> dropped)
    {
        foreach (var (name, at) in dropped)
            yield return output => output.Begin(QueueEntry.Dropped, Guid.Empty).Text(name).Time(at);
        foreach (var queue in standing)
        {
            var id = queue.State.Id;
            yield return output => output.Begin(QueueEntry.Declared, id).Json(queue.State);
            foreach (var message in queue.Messages)
                yield return output => output.Begin(QueueEntry.Put, id).Message(message);
            foreach (var (group, deduplicationId, receipt, sentAt) in queue.Remembered)
            {
                yield return output =>
                    output.Begin(QueueEntry.Remembered, id).Receipt(group, deduplicationId, receipt, sentAt);
            }
        }
    }
}
