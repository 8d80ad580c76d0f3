using WebhookSystem.LocalAws.Sqs.Kept;
using WebhookSystem.LocalAws.Sqs.Messages;

namespace WebhookSystem.LocalAws.Sqs.Backlogs;

/// <summary>
/// The messages of a queue and the state each is in. It decides nothing: <see cref="Put"/>, <see cref="Receive"/>,
/// <see cref="Hide"/>, <see cref="Show"/>, <see cref="Remove"/> and <see cref="Clear"/> are all that can happen to a
/// message. Here it is noted for the journal, but for the last. That time makes a message visible needs no note.
/// </summary>
internal sealed class Backlog(bool fifo, QueueLog log)
{
    private readonly Dictionary<long, Message> _messages = [];
    private readonly IDeliveryOrder _order = fifo ? new FifoOrder() : new StandardOrder();
    private readonly Agenda _hidden = new();
    private readonly Agenda _retained = new();
    private readonly int[] _counts = new int[Enum.GetValues<MessageState>().Length];

    public IEnumerable<Message> Deliverable => _order.Deliverable;

    /// <summary>When the next hidden message becomes visible.</summary>
    public DateTimeOffset? NextShown => _hidden.Next;

    public IEnumerable<Message> Messages => _messages.Values;

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
        log.Put(message);
    }

    public void Receive(Message message, DateTimeOffset now, DateTimeOffset hiddenUntil)
    {
        message.Receives++;
        message.ReceivedAt = now;
        message.FirstReceivedAt ??= now;
        if (hiddenUntil > now)
            Keep(message, MessageState.InFlight, hiddenUntil);
        else
            _order.Turn(message);
        log.Received(message, now, hiddenUntil);
    }

    /// <summary>Puts what would be received next behind all else. Nothing depends on it, so it is not noted.</summary>
    public void Postpone()
    {
        if (_order.Deliverable.FirstOrDefault() is { } first)
            _order.Turn(first);
    }

    public void Hide(Message message, MessageState state, DateTimeOffset until)
    {
        Keep(message, state, until);
        log.Hidden(message, state, until);
    }

    public void Show(Message message)
    {
        Reveal(message);
        log.Shown(message);
    }

    public void Remove(Message message)
    {
        Leave(message);
        _messages.Remove(message.Ordinal);
        _retained.Remove(message, message.RetainedFrom);
        _order.Remove(message);
        log.Removed(message);
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
            Reveal(due);
    }

    /// <summary>Those that wait for their delay to pass.</summary>
    public IReadOnlyList<Message> Delayed() =>
        [.. _messages.Values.Where(static one => one.State == MessageState.Delayed)];

    private void Keep(Message message, MessageState state, DateTimeOffset until)
    {
        Leave(message);
        message.HiddenUntil = until;
        Enter(message, state);
        _hidden.Add(message, until);
    }

    private void Reveal(Message message)
    {
        Leave(message);
        Enter(message, MessageState.Visible);
    }

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
