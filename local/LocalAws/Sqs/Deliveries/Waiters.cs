namespace WebhookSystem.LocalAws.Sqs.Deliveries;

/// <summary>The receives that wait for a message, first come, first served. Guarded by the queue's gate.</summary>
internal sealed class Waiters
{
    private readonly LinkedList<Waiter> _waiting = [];

    /// <summary>Who is served next; null where nobody waits.</summary>
    public Waiter? First => _waiting.First?.Value;

    public Waiter Join(Demand demand)
    {
        var waiter = new Waiter(demand);
        waiter.Place = _waiting.AddLast(waiter);
        return waiter;
    }

    /// <summary>Ends the wait; one that has ended already keeps what it got.</summary>
    public void Serve(Waiter waiter, IReadOnlyList<Delivery> deliveries)
    {
        if (waiter.Place is not { } place)
            return;
        _waiting.Remove(place);
        waiter.Place = null;
        waiter.Source.SetResult(deliveries);
    }

    internal sealed class Waiter(Demand demand)
    {
        public Demand Demand { get; } = demand;

        public Task<IReadOnlyList<Delivery>> Served => Source.Task;

        // Continuations elsewhere: whoever serves holds the gate.
        internal TaskCompletionSource<IReadOnlyList<Delivery>> Source { get; } =
            new(TaskCreationOptions.RunContinuationsAsynchronously);

        internal LinkedListNode<Waiter>? Place { get; set; }
    }
}
