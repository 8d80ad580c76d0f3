using WebhookSystem.LocalAws.Sqs.Deliveries;

namespace WebhookSystem.LocalAws.Sqs.Queues;

/// <summary>
/// What was sent within five minutes, whether or not it is still in the queue. A duplicate does not prolong the time.
/// </summary>
internal sealed class Deduplication
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(5);

    private readonly Dictionary<(string? Group, string Id), Receipt> _receipts = [];
    private readonly Queue<(DateTimeOffset SentAt, (string? Group, string Id) Key)> _byAge = [];

    /// <summary>All that is remembered, oldest first.</summary>
    public IEnumerable<(string? Group, string Id, Receipt Receipt, DateTimeOffset SentAt)> All =>
        _byAge.Select(one => (one.Key.Group, one.Key.Id, _receipts[one.Key], one.SentAt));

    /// <summary>The earlier send's receipt, or null.</summary>
    public Receipt? Find(string? group, string id, DateTimeOffset now)
    {
        while (_byAge.TryPeek(out var oldest) && oldest.SentAt + Window <= now)
        {
            _byAge.Dequeue();
            _receipts.Remove(oldest.Key);
        }

        return _receipts.GetValueOrDefault((group, id));
    }

    /// <summary>After a purge, everything may be sent again.</summary>
    public void Clear()
    {
        _byAge.Clear();
        _receipts.Clear();
    }

    public void Remember(string? group, string id, Receipt receipt, DateTimeOffset now)
    {
        _receipts.Add((group, id), receipt);
        _byAge.Enqueue((now, (group, id)));
    }
}
