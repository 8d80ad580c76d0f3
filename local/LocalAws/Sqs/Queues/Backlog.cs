using WebhookSystem.LocalAws.Sqs.Messages;

namespace WebhookSystem.LocalAws.Sqs.Queues;

/// <summary>
/// The messages of a queue and the state each is in. It decides nothing: <see cref="Put"/>, <see cref="Receive"/>,
/// <see cref="Hide"/>, <see cref="Show"/>, <see cref="Remove"/> and <see cref="Clear"/> are all that can happen to a
/// message, which is what a journal would have to keep. What time alone brings about is not among it.
/// </summary>
internal sealed class Backlog(bool fifo)
{
    private readonly Dictionary<long, Message> _messages = [];
    private readonly IDeliveryOrder _order = fifo ? new FifoOrder() : new StandardOrder();
    private readonly Agenda _hidden = new();
    private readonly Agenda _retained = new();
    private readonly int[] _counts = new int[Enum.GetValues<MessageState>().Length];

    public IEnumerable<Message> Deliverable => _order.Deliverable;

    /// <summary>When the next hidden message becomes visible.</summary>
    public DateTimeOffset? NextShown => _hidden.Next;

    public Message? Find(long ordinal) => _messages.GetValueOrDefault(ordinal);

    public int Count(MessageState state) => _counts[(int)state];

    /// <summary>Takes the message in, in the state that it brings along.</summary>
    public void Put(Message message)
    {
        _messages.Add(message.Ordinal, message);
        _retained.Add(message, message.RetainedFrom);
        _counts[(int)message.State]++;
        if (message.State != MessageState.Visible)
            _hidden.Add(message, message.HiddenUntil);
        _order.Add(message);
    }

    public void Receive(Message message, DateTimeOffset now, DateTimeOffset hiddenUntil)
    {
        message.Receives++;
        message.ReceivedAt = now;
        message.FirstReceivedAt ??= now;
        if (hiddenUntil > now)
            Hide(message, MessageState.InFlight, hiddenUntil);
        else
            _order.Turn(message);
    }

    public void Hide(Message message, MessageState state, DateTimeOffset until)
    {
        Leave(message);
        message.HiddenUntil = until;
        Enter(message, state);
        _hidden.Add(message, until);
    }

    public void Show(Message message)
    {
        Leave(message);
        Enter(message, MessageState.Visible);
    }

    public void Remove(Message message)
    {
        Leave(message);
        _messages.Remove(message.Ordinal);
        _retained.Remove(message, message.RetainedFrom);
        _order.Remove(message);
    }

    public void Clear()
    {
        _messages.Clear();
        _order.Clear();
        _hidden.Clear();
        _retained.Clear();
        Array.Clear(_counts);
    }

    /// <summary>Lets time do its work: hidden messages become visible, old ones go.</summary>
    public void Advance(DateTimeOffset now, TimeSpan retention)
    {
        while (_retained.Due(now - retention) is { } old)
            Remove(old);
        while (_hidden.Due(now) is { } due)
            Show(due);
    }

    /// <summary>Those that wait for their delay to pass.</summary>
    public IReadOnlyList<Message> Delayed() =>
        [.. _messages.Values.Where(static one => one.State == MessageState.Delayed)];

    private void Enter(Message message, MessageState state)
    {
        message.State = state;
        _counts[(int)state]++;
        _order.Turn(message);
    }

    private void Leave(Message message)
    {
        _counts[(int)message.State]--;
        if (message.State != MessageState.Visible)
            _hidden.Remove(message, message.HiddenUntil);
    }
}
