using System.Text.Json;
using Amazon.SQS.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Operate.Dead;

/// <summary>A message of a dead-letter queue, and what can be read of it.</summary>
/// <param name="Origin">The queue to send it back to; null where it came from no queue, such as a batch of the
/// stream: the keys in question are to be reconciled.</param>
internal sealed record DeadLetter(
    Message Message, string Queue, string? Origin, string? Source, string? Key, string? EventId)
{
    private const string OriginAttribute = "DeadLetterQueueSourceArn";

    public static DeadLetter Of(Message message, string queue)
    {
        var origin = (message.Attributes ?? []).GetValueOrDefault(OriginAttribute)?.Split(':')[^1];
        if (Try(message.Body, InboxMessage.Parse) is { } inbox)
        {
            return new(
                message, queue, origin ?? Topology.Queues.Inbox, inbox.Source, inbox.CollectionKey, inbox.EventId);
        }

        if (Try(message.Body, OperatorCommand.Parse) is { } command)
        {
            return new(
                message, queue, origin ?? Topology.Queues.Commands, command.Source, command.Key, command.EventId);
        }

        return Try(message.Body, WakeUp.Parse) is { Source: { } source, Key: { } key }
            ? new(message, queue, origin ?? Topology.Queues.WakeUps, source, key, null)
            : new(message, queue, origin, null, null, null);
    }

    public override string ToString() =>
        $"{Queue}  {Message.MessageId}  {Source ?? "?"}  {Key ?? "?"}  {EventId ?? "-"}  "
        + (Origin is null ? "stays: it came from no queue" : $"to {Origin}");

    private static T? Try<T>(string text, Func<string, T> parse)
        where T : class
    {
        try
        {
            return parse(text);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

/// <summary>What is meant; a part that is null does not narrow.</summary>
internal sealed record DeadFilter(
    string? Source = null, string? Key = null, string? EventId = null, string? Text = null)
{
    public bool Takes(DeadLetter letter) =>
        (Source is null || Source == letter.Source)
        && (Key is null || Key == letter.Key)
        && (EventId is null || EventId == letter.EventId)
        && (Text is null || letter.Message.Body.Contains(Text, StringComparison.OrdinalIgnoreCase));
}
