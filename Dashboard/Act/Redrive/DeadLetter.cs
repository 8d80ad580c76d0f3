using System.Text.Json;
using Amazon.SQS.Model;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Dashboard.Act.Redrive;

/// <summary>A message of a dead-letter queue, and what can be told of it.</summary>
/// <param name="Target">The queue it is sent back to.</param>
/// <param name="About">What it is, in words.</param>
/// <param name="Reason">Why it was moved; absent where its queue gave it up after too many receives.</param>
public sealed record DeadLetter(
    string MessageId, string Target, string About, string? Reason, string Body, DateTimeOffset? SentAt)
{
    /// <summary>Whatever stands in it may be looked for.</summary>
    public bool Holds(string? text) => string.IsNullOrWhiteSpace(text)
        || Body.Contains(text, StringComparison.OrdinalIgnoreCase)
        || About.Contains(text, StringComparison.OrdinalIgnoreCase)
        || Reason?.Contains(text, StringComparison.OrdinalIgnoreCase) is true;

    internal static DeadLetter Of(string queue, Message message)
    {
        var (about, target) = Tell(queue, message.Body);
        return new(
            message.MessageId, SourceOf(message) ?? target, about,
            message.MessageAttributes?.GetValueOrDefault("reason")?.StringValue, message.Body,
            long.TryParse(message.Attributes?.GetValueOrDefault("SentTimestamp"), out var sent)
                ? DateTimeOffset.FromUnixTimeMilliseconds(sent)
                : null);
    }

    /// <summary>SQS itself says from which queue it moved a message; what a room moved says nothing of it.</summary>
    private static string? SourceOf(Message message) =>
        message.Attributes?.GetValueOrDefault("DeadLetterQueueSourceArn")?.Split(':')[^1] is { } source
            && Topology.Queues.All.Any(queue => queue.Name == source)
            ? source
            : null;

    private static (string About, string Target) Tell(string queue, string body)
    {
        if (queue == Topology.Queues.InboxDead)
        {
            return Try(() => InboxMessage.Parse(body)) is { } inbox
                ? ($"{inbox.Source} {inbox.EventType} {inbox.EventId}", Topology.Queues.Inbox)
                : ("no inbox message", Topology.Queues.Inbox);
        }

        if (Try(() => OperatorCommand.Parse(body)) is { } command)
            return ($"{command.Kind} asked by {command.RequestedBy}", Topology.Queues.Commands);
        return Try(() => WakeUp.Parse(body)) is { } wakeUp
            ? ($"wake-up of {wakeUp.Source} {wakeUp.Key}", Topology.Queues.WakeUps)
            : ("no wake-up", Topology.Queues.WakeUps);
    }

    private static T? Try<T>(Func<T> parse)
        where T : class
    {
        try
        {
            return parse();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
