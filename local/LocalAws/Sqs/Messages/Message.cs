namespace WebhookSystem.LocalAws.Sqs.Messages;

internal enum MessageState { Delayed, Visible, InFlight }

/// <summary>A message in a queue. Its queue's backlog alone changes it.</summary>
internal sealed class Message
{
    /// <summary>Its place in the order of arrival at this queue; never used twice in a queue.</summary>
    public required long Ordinal { get; init; }

    public required Guid Id { get; init; }

    public required MessageContent Content { get; init; }

    /// <summary>When it was first sent.</summary>
    public required DateTimeOffset SentAt { get; init; }

    /// <summary>From when its retention counts: a standard dead-letter queue does not prolong a life.</summary>
    public required DateTimeOffset RetainedFrom { get; init; }

    /// <summary>The queue it failed in, where this is a dead-letter queue.</summary>
    public string? DeadLetterSourceArn { get; init; }

    /// <summary>Receives in the queues it was in before.</summary>
    public int EarlierReceives { get; init; }

    public MessageState State { get; set; }

    /// <summary>When it becomes visible, unless it is.</summary>
    public DateTimeOffset HiddenUntil { get; set; }

    public DateTimeOffset? FirstReceivedAt { get; set; }

    public DateTimeOffset ReceivedAt { get; set; }

    /// <summary>Receives in this queue: the redrive policy counts them, receipt handles differ by them.</summary>
    public int Receives { get; set; }

    /// <summary>Its place among a standard queue's visible messages.</summary>
    public LinkedListNode<Message>? Place { get; set; }

    public string SequenceNumber => Messages.SequenceNumber.Of(Ordinal);
}
