using WebhookSystem.LocalAws.Sqs.Kept;

namespace WebhookSystem.LocalAws.Sqs.Queues;

// How queues come back from disk.
internal sealed partial class QueueCatalog
{
    /// <summary>Names that may not be used again yet. The caller holds the gate.</summary>
    public IReadOnlyList<(string Name, DateTimeOffset At)> Dropped() =>
    [
        .. _droppedAt.Where(one => time.GetUtcNow() < one.Value + NamePause)
            .Select(static one => (one.Key, one.Value)),
    ];

    public Queue FindId(Guid id) =>
        _byId.GetValueOrDefault(id) ?? throw new InvalidDataException($"Queue {id} is missing.");

    /// <summary>Declares a queue, for the first time or anew.</summary>
    public void Restore(QueueState state)
    {
        if (_byId.TryGetValue(state.Id, out var known))
        {
            known.Restore(state);
            return;
        }

        Add(new(this, time, state));
    }

    public void Forget(Guid id, string name, DateTimeOffset at)
    {
        if (_byId.TryGetValue(id, out var queue))
            Remove(queue, at);
        _droppedAt[name] = at;
    }

    /// <summary>Drops all queues; their names may be used at once.</summary>
    public void Reset()
    {
        using (Gate.Enter())
        {
            foreach (var queue in All())
            {
                Remove(queue, default);
                QueueLog.Dropped(Gate, queue, default);
            }

            _droppedAt.Clear();
        }
    }
}
