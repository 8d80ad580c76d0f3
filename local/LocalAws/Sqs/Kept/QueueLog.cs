using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.Sqs.Deliveries;
using WebhookSystem.LocalAws.Sqs.Messages;
using WebhookSystem.LocalAws.Sqs.Queues;

namespace WebhookSystem.LocalAws.Sqs.Kept;

/// <summary>What can happen to a queue. Numbers on disk: they never change their meaning.</summary>
internal enum QueueEntry : byte
{
    Declared = 1,
    Dropped = 2,
    Put = 3,
    Received = 4,
    Hidden = 5,
    Shown = 6,
    Removed = 7,
    Cleared = 8,
    Remembered = 9,
}

/// <summary>Notes what happens to a queue, for the journal. Called under the gate.</summary>
internal sealed class QueueLog(UnitGate gate, Guid queueId)
{
    public static void Dropped(UnitGate gate, Queue queue, DateTimeOffset now) =>
        gate.Unit?.Begin(QueueEntry.Dropped, queue.Id).Text(queue.Name).Time(now);

    public void Declared(QueueState state) => Begin(QueueEntry.Declared)?.Json(state);

    public void Put(Message message) => Begin(QueueEntry.Put)?.Message(StandingMessage.Of(message));

    public void Received(Message message, DateTimeOffset now, DateTimeOffset hiddenUntil) =>
        Begin(QueueEntry.Received)?.Number(message.Ordinal).Time(now).Time(hiddenUntil);

    public void Hidden(Message message, MessageState state, DateTimeOffset until) =>
        Begin(QueueEntry.Hidden)?.Number(message.Ordinal).Byte((byte)state).Time(until);

    public void Shown(Message message) => Begin(QueueEntry.Shown)?.Number(message.Ordinal);

    public void Removed(Message message) => Begin(QueueEntry.Removed)?.Number(message.Ordinal);

    public void Cleared() => Begin(QueueEntry.Cleared);

    public void Remembered(string? group, string id, Receipt receipt, DateTimeOffset sentAt) =>
        Begin(QueueEntry.Remembered)?.Receipt(group, id, receipt, sentAt);

    private EntryWriter? Begin(QueueEntry entry) => gate.Unit?.Begin(entry, queueId);
}
