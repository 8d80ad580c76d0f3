using WebhookSystem.LocalAws.Sqs.Messages;

namespace WebhookSystem.LocalAws.Sqs.Backlogs;

/// <summary>
/// By message group: of each, what stands before its first hidden message. So a message in flight locks what follows it
/// in its group, and one that failed comes again before them. Groups take turns in the order in which they become free.
/// </summary>
internal sealed class FifoOrder : IDeliveryOrder
{
    private readonly Dictionary<string, Group> _groups = new(StringComparer.Ordinal);
    private readonly LinkedList<Group> _free = [];

    public IEnumerable<Message> Deliverable => _free.SelectMany(static group => group.Deliverable);

    public void Add(Message message)
    {
        var name = message.Content.GroupId!;
        if (!_groups.TryGetValue(name, out var group))
            _groups.Add(name, group = new());
        group.Messages.Add(message);
        Place(group);
    }

    public void Turn(Message message) => Place(_groups[message.Content.GroupId!]);

    public void Remove(Message message)
    {
        var group = _groups[message.Content.GroupId!];
        group.Messages.Remove(message);
        Place(group);
        if (group.Messages.Count == 0)
            _groups.Remove(message.Content.GroupId!);
    }

    public void Clear()
    {
        _groups.Clear();
        _free.Clear();
    }

    private void Place(Group group)
    {
        if (group.IsFree == group.Place is not null)
            return;
        if (group.IsFree)
        {
            group.Place = _free.AddLast(group);
        }
        else
        {
            _free.Remove(group.Place!);
            group.Place = null;
        }
    }

    private sealed class Group
    {
        public SortedSet<Message> Messages { get; } = new(ByArrival.Instance);

        public LinkedListNode<Group>? Place { get; set; }

        public bool IsFree => Messages.Min is { State: MessageState.Visible };

        public IEnumerable<Message> Deliverable =>
            Messages.TakeWhile(static message => message.State == MessageState.Visible);
    }
}
