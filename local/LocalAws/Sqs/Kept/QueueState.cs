using WebhookSystem.LocalAws.Sqs.Deliveries;
using WebhookSystem.LocalAws.Sqs.Messages;

namespace WebhookSystem.LocalAws.Sqs.Kept;

/// <summary>A queue without its messages.</summary>
/// <param name="Ordinal">Of the message that came last.</param>
internal sealed record QueueState(
    Guid Id, string Name, IReadOnlyDictionary<string, string> Settings, IReadOnlyDictionary<string, string> Tags,
    DateTimeOffset CreatedAt, DateTimeOffset ModifiedAt, DateTimeOffset? PurgedAt, long Ordinal);

/// <summary>A message as it stands at one moment: of what changes, a copy.</summary>
internal readonly record struct StandingMessage(
    Message Message, MessageState State, DateTimeOffset HiddenUntil, DateTimeOffset? FirstReceivedAt,
    DateTimeOffset ReceivedAt, int Receives)
{
    public static StandingMessage Of(Message message) => new(
        message, message.State, message.HiddenUntil, message.FirstReceivedAt, message.ReceivedAt, message.Receives);
}

/// <summary>A queue with all that is in it, at one moment.</summary>
internal sealed record StandingQueue(
    QueueState State, IReadOnlyList<StandingMessage> Messages,
    IReadOnlyList<(string? Group, string Id, Receipt Receipt, DateTimeOffset SentAt)> Remembered);
