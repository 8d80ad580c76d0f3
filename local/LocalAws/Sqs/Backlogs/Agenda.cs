using WebhookSystem.LocalAws.Sqs.Messages;

namespace WebhookSystem.LocalAws.Sqs.Backlogs;

/// <summary>Messages by the time at which something is to happen to them. Each step costs O(log n).</summary>
internal sealed class Agenda
{
    private readonly SortedSet<(DateTimeOffset Due, long Ordinal, Message Message)> _entries = new(
        Comparer<(DateTimeOffset Due, long Ordinal, Message Message)>.Create(static (x, y) =>
            x.Due.CompareTo(y.Due) is var byTime and not 0 ? byTime : x.Ordinal.CompareTo(y.Ordinal)));

    public DateTimeOffset? Next => _entries.Count == 0 ? null : _entries.Min.Due;

    public void Add(Message message, DateTimeOffset due) => _entries.Add((due, message.Ordinal, message));

    public void Remove(Message message, DateTimeOffset due) => _entries.Remove((due, message.Ordinal, message));

    /// <summary>The first message that is due; null where none is.</summary>
    public Message? Due(DateTimeOffset now) =>
        _entries.Count > 0 && _entries.Min.Due <= now ? _entries.Min.Message : null;

    public void Clear() => _entries.Clear();
}
