using System.Globalization;
using System.Text.Json;
using Amazon.SQS.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Operations.DeadLetters;

/// <summary>A message of a dead-letter queue, and what can be told of it.</summary>
/// <param name="Target">The queue it is sent back to; null where it came from none, such as a batch of the stream: what
/// that held is found by reconciling.</param>
/// <param name="About">What it is, in words.</param>
public sealed record DeadLetter(Message Message, string Queue, string? Target, string About)
{
    public string? Source { get; init; }

    public string? Key { get; init; }

    public string? EventId { get; init; }

    public string MessageId => Message.MessageId;

    public string Body => Message.Body;

    /// <summary>Why it was moved; null where its queue gave it up after too many receives.</summary>
    public string? Reason => Message.MessageAttributes?.GetValueOrDefault("reason")?.StringValue;

    public DateTimeOffset? SentAt =>
        long.TryParse(AttributeOf("SentTimestamp"), CultureInfo.InvariantCulture, out var sent)
            ? DateTimeOffset.FromUnixTimeMilliseconds(sent)
            : null;

    /// <summary>Whatever stands in it may be looked for.</summary>
    public bool Holds(string? text) => string.IsNullOrWhiteSpace(text)
        || Body.Contains(text, StringComparison.OrdinalIgnoreCase)
        || About.Contains(text, StringComparison.OrdinalIgnoreCase)
        || Reason?.Contains(text, StringComparison.OrdinalIgnoreCase) is true;

    internal static DeadLetter Of(string queue, Message message)
    {
        var letter = new DeadLetter(message, queue, null, "not readable");
        if (queue == Topology.Queues.InboxDead)
        {
            letter = letter with { Target = Topology.Queues.Inbox };
            return Try(message.Body, InboxMessage.Parse) is not { } inbox ? letter : letter with
            {
                About = $"{inbox.Source} {inbox.EventType} {inbox.EventId}",
                Source = inbox.Source, Key = inbox.CollectionKey, EventId = inbox.EventId,
            };
        }

        if (Try(message.Body, OperatorCommand.Parse) is { } command)
        {
            return letter with
            {
                Target = Topology.Queues.Commands, About = $"{command.Kind} asked by {command.RequestedBy}",
                Source = command.Source, Key = command.Key, EventId = command.EventId,
            };
        }

        return Try(message.Body, WakeUp.Parse) is { Source: not null, Key: not null } wakeUp
            ? letter with
            {
                Target = Topology.Queues.WakeUps, About = $"wake-up of {wakeUp.Source} {wakeUp.Key}",
                Source = wakeUp.Source, Key = wakeUp.Key,
            }
            : letter with { Target = letter.Origin };
    }

    /// <summary>SQS itself says from which queue it moved a message; what a room moved says nothing of it.</summary>
    private string? Origin => AttributeOf("DeadLetterQueueSourceArn")?.Split(':')[^1] is { } source
        && Topology.Queues.All.Any(queue => queue.Name == source) ? source : null;

    private string? AttributeOf(string name) => Message.Attributes?.GetValueOrDefault(name);

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
