using WebhookSystem.LocalAws.Sqs.Messages;

namespace WebhookSystem.LocalAws.Sqs.Backlogs;

/// <summary>As they become visible: what failed queues up behind what waits for its first receive.</summary>
internal sealed class StandardOrder : IDeliveryOrder
{
    private readonly LinkedList<Message> _visible = [];

    public IEnumerable<Message> Deliverable => _visible;

    public void Add(Message message) => Turn(message);

    public void Turn(Message message)
    {
        Remove(message);
        if (message.State == MessageState.Visible)
            message.Place = _visible.AddLast(message);
    }

    public void Remove(Message message)
    {
        if (message.Place is not { } place)
            return;
        _visible.Remove(place);
        message.Place = null;
    }

    public void Clear() => _visible.Clear();
}
