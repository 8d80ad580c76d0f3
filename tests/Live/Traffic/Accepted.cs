using System.Collections.Concurrent;
using WebhookSystem.Contracts.Events;

namespace WebhookSystem.Live.Traffic;

/// <summary>What was sent, and what was answered 2xx: the system's promises.</summary>
internal sealed class Accepted
{
    private readonly ConcurrentDictionary<EventName, Promise> _promises = new();
    private long _deliveries;

    public IReadOnlyDictionary<EventName, Promise> Promises => _promises;

    public int Events => _promises.Count;

    public long Deliveries => Interlocked.Read(ref _deliveries);

    /// <summary>An attempt may be stored whether or not its answer comes.</summary>
    public void Attempt(Delivery delivery)
    {
        var promise = _promises.GetOrAdd(delivery.Name, static (_, first) => new(first), delivery);
        promise.Attempt(Digest.Of(delivery.Body));
    }

    public void Accept(Delivery delivery)
    {
        _promises[delivery.Name].Accept();
        Interlocked.Increment(ref _deliveries);
    }
}

/// <summary>Of one event: what it was sent as, how often, and how often that was accepted.</summary>
internal sealed class Promise(Delivery first)
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _digests = [];

    public LiveSource Source => first.Source;

    public long? Position => first.Position;

    public int Attempts { get; private set; }

    public int Accepted { get; private set; }

    /// <summary>Of the bodies that were sent: more than one is a conflict.</summary>
    public IReadOnlySet<string> Digests => _digests;

    public void Attempt(string digest)
    {
        lock (_gate)
        {
            Attempts++;
            _digests.Add(digest);
        }
    }

    public void Accept()
    {
        lock (_gate)
            Accepted++;
    }
}
