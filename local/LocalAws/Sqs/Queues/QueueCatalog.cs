using WebhookSystem.LocalAws.Faults;
using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.Sqs.Kept;
using WebhookSystem.LocalAws.Sqs.Settings;

namespace WebhookSystem.LocalAws.Sqs.Queues;

/// <summary>
/// All queues, and the one gate under which they are used: a message that moves from a queue to its dead-letter queue
/// concerns both, and no step under the gate takes more than microseconds.
/// </summary>
internal sealed partial class QueueCatalog(TimeProvider time, Journal journal, FaultPlan faults) : IDisposable
{
    private static readonly TimeSpan NamePause = TimeSpan.FromSeconds(60);

    private readonly SortedDictionary<string, Queue> _queues = new(StringComparer.Ordinal);
    private readonly Dictionary<Guid, Queue> _byId = [];
    private readonly Dictionary<string, DateTimeOffset> _droppedAt = new(StringComparer.Ordinal);

    public FaultPlan Faults { get; } = faults;

    public UnitGate Gate { get; } = new(journal, KeptService.Sqs);

    /// <summary>By name.</summary>
    public IReadOnlyList<Queue> All()
    {
        using (Gate.Enter())
            return [.. _queues.Values];
    }

    /// <summary>The queue of that URL; of the URL only the path counts.</summary>
    public Queue Find(string url) =>
        QueueNames.NameAt(url) is { } name && TryFindName(name) is { } queue ? queue : throw Refusals.NoSuchQueue();

    public Queue? TryFindArn(string arn) => QueueNames.NameIn(arn) is { } name ? TryFindName(name) : null;

    public Queue? TryFindName(string name)
    {
        using (Gate.Enter())
            return _queues.GetValueOrDefault(name);
    }

    /// <summary>The queue of that name: a new one, or the one that is there, if it is as asked for.</summary>
    public Queue Create(
        string name, IReadOnlyDictionary<string, string> attributes, IReadOnlyDictionary<string, string> tags)
    {
        var fifo = bool.TryParse(attributes.GetValueOrDefault(QueueAttribute.FifoQueue), out var asked) && asked;
        QueueNames.Check(name, fifo);
        var settings = QueueSettings.Default(fifo).With(attributes);
        using (Gate.Enter())
        {
            if (_queues.TryGetValue(name, out var found))
            {
                return found.Settings.DifferenceFrom(attributes) is { } difference
                    ? throw Refusals.QueueNameExists(difference)
                    : found;
            }

            if (_droppedAt.TryGetValue(name, out var dropped) && time.GetUtcNow() < dropped + NamePause)
                throw Refusals.QueueDeletedRecently();
            CheckRedrive(name, settings);
            var now = time.GetUtcNow();
            var queue = new Queue(this, time, new(Guid.NewGuid(), name, settings.Values, tags, now, now, null, 0));
            Add(queue);
            return queue;
        }
    }

    public void Redefine(Queue queue, IReadOnlyDictionary<string, string> changes)
    {
        using (Gate.Enter())
        {
            var settings = queue.Settings.With(changes);
            if (changes.ContainsKey(QueueAttribute.RedrivePolicy))
                CheckRedrive(queue.Name, settings);
            queue.Redefine(settings);
        }
    }

    public void Drop(Queue queue)
    {
        using (Gate.Enter())
        {
            Remove(queue, time.GetUtcNow());
            QueueLog.Dropped(Gate, queue, time.GetUtcNow());
        }
    }

    /// <summary>The queues whose dead-letter queue this is.</summary>
    public IReadOnlyList<Queue> SourcesOf(Queue deadLetters) =>
        [.. All().Where(queue => queue.Settings.Redrive?.DeadLetterArn == deadLetters.Arn)];

    public void Dispose()
    {
        foreach (var queue in All())
            queue.Dispose();
    }

    private void Add(Queue queue)
    {
        _queues.Add(queue.Name, queue);
        _byId.Add(queue.Id, queue);
        _droppedAt.Remove(queue.Name);
    }

    private void Remove(Queue queue, DateTimeOffset now)
    {
        _queues.Remove(queue.Name);
        _byId.Remove(queue.Id);
        _droppedAt[queue.Name] = now;
        queue.Dispose();
    }

    private void CheckRedrive(string name, QueueSettings settings)
    {
        if (settings.Redrive is not { } policy)
            return;
        if (TryFindArn(policy.DeadLetterArn) is not { } target)
            throw Refused("Dead letter target does not exist.");
        if (target.Settings.IsFifo != settings.IsFifo)
            throw Refused("Dead-letter queue must be same type of queue as the source.");
        if (target.Settings.RedriveAllow is { } allow && !allow.Allows(QueueNames.ArnOf(name)))
            throw Refused("Dead-letter queue does not allow this queue as its source.");

        Wire.AwsException Refused(string reason) => Refusals.InvalidValue(policy, QueueAttribute.RedrivePolicy, reason);
    }
}
