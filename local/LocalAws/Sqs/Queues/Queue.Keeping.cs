using System.Collections.Immutable;
using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.Sqs.Deliveries;
using WebhookSystem.LocalAws.Sqs.Kept;
using WebhookSystem.LocalAws.Sqs.Messages;
using WebhookSystem.LocalAws.Sqs.Settings;

namespace WebhookSystem.LocalAws.Sqs.Queues;

// How a queue goes to disk and comes back.
internal sealed partial class Queue
{
    private QueueState State => new(Id, Name, Settings.Values, Tags, CreatedAt, ModifiedAt, _purgedAt, _ordinal);

    /// <summary>All of it, as it stands. The caller holds the gate.</summary>
    public StandingQueue Stand() => new(
        State, [.. _backlog.Messages.OrderBy(static one => one.Ordinal).Select(StandingMessage.Of)],
        [.. _deduplication.All]);

    /// <summary>Declares it anew.</summary>
    public void Restore(QueueState state)
    {
        (Settings, Tags) = (QueueSettings.Of(state.Settings), Tags.Clear().AddRange(state.Tags));
        (ModifiedAt, _purgedAt, _ordinal) = (state.ModifiedAt, state.PurgedAt, Math.Max(_ordinal, state.Ordinal));
    }

    /// <summary>Lets happen once more what happened to a message.</summary>
    public void Replay(QueueEntry entry, EntryReader record)
    {
        switch (entry)
        {
            case QueueEntry.Put:
                var message = record.Message();
                _ordinal = Math.Max(_ordinal, message.Ordinal);
                _backlog.Put(message);
                break;
            case QueueEntry.Received:
                _backlog.Receive(Known(record), record.Time(), record.Time());
                break;
            case QueueEntry.Hidden:
                _backlog.Hide(Known(record), (MessageState)record.Byte(), record.Time());
                break;
            case QueueEntry.Shown:
                _backlog.Show(Known(record));
                break;
            case QueueEntry.Removed:
                _backlog.Remove(Known(record));
                break;
            case QueueEntry.Cleared:
                _backlog.Clear();
                _deduplication.Clear();
                break;
            case QueueEntry.Remembered:
                var (group, id, receipt, sentAt) = record.Receipt();
                _deduplication.Find(group, id, sentAt);
                _deduplication.Remember(group, id, receipt, sentAt);
                break;
            case QueueEntry.Declared or QueueEntry.Dropped:
                throw new InvalidDataException($"{entry} is no entry of a message.");
        }
    }

    private Message Known(EntryReader record)
    {
        var ordinal = record.Number();
        return _backlog.Find(ordinal) ?? throw new InvalidDataException($"Message {ordinal} of {Name} is missing.");
    }
}
