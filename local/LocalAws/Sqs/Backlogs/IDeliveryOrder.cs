using WebhookSystem.LocalAws.Sqs.Messages;

namespace WebhookSystem.LocalAws.Sqs.Backlogs;

/// <summary>Which of a queue's messages may be received, in which order. No step costs more than O(log n).</summary>
internal interface IDeliveryOrder
{
    /// <summary>What may be received now, best first. Not to be changed while it is read.</summary>
    IEnumerable<Message> Deliverable { get; }

    void Add(Message message);

    /// <summary>The message has become visible or hidden.</summary>
    void Turn(Message message);

    void Remove(Message message);

    void Clear();
}
