using System.Collections.Immutable;
using WebhookSystem.LocalAws.Sqs.Messages;
using WebhookSystem.LocalAws.Sqs.Settings;

namespace WebhookSystem.LocalAws.Sqs.Queues;

/// <summary>One queue: its declaration, and how messages come in. Everything happens under the gate.</summary>
internal sealed partial class Queue : IDisposable
{
    private static readonly TimeSpan PurgePause = TimeSpan.FromSeconds(60);

    private readonly QueueCatalog _catalog;
    private readonly TimeProvider _time;
    private readonly Lock _gate;
    private readonly Backlog _backlog;
    private readonly Deduplication _deduplication = new();
    private readonly ITimer _wakeUp;
    private long _ordinal;
    private DateTimeOffset? _purgedAt;

    public Queue(QueueCatalog catalog, TimeProvider time, string name, QueueSettings settings)
    {
        (_catalog, _time, _gate, Name, Settings) = (catalog, time, catalog.Gate, name, settings);
        _backlog = new(settings.IsFifo);
        _wakeUp = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        CreatedAt = ModifiedAt = time.GetUtcNow();
    }

    /// <summary>Tells this queue's receipt handles from those of another that once had its name.</summary>
    public Guid Id { get; } = Guid.NewGuid();

    public string Name { get; }

    public string Arn => QueueNames.ArnOf(Name);

    public QueueSettings Settings { get; private set; }

    public ImmutableSortedDictionary<string, string> Tags { get; private set; } =
        ImmutableSortedDictionary.Create<string, string>(StringComparer.Ordinal);

    public DateTimeOffset CreatedAt { get; }

    public DateTimeOffset ModifiedAt { get; private set; }

    public bool IsDropped { get; private set; }

    /// <summary>Messages in that state at this moment.</summary>
    public int Count(MessageState state)
    {
        lock (_gate)
        {
            Advance();
            return _backlog.Count(state);
        }
    }

    public Receipt Send(MessageContent content, TimeSpan? delay)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            var scope = Settings.DeduplicatesByGroup ? content.GroupId : null;
            if (Settings.IsFifo && _deduplication.Find(scope, content.DeduplicationId!, now) is { } earlier)
                return earlier;

            var message = new Message
            {
                Ordinal = ++_ordinal, Id = Guid.NewGuid(), Content = content, SentAt = now, RetainedFrom = now,
            };
            Put(message, Settings.IsFifo ? Settings.Delay : delay ?? Settings.Delay);

            var receipt = new Receipt(message.Id, Settings.IsFifo ? message.SequenceNumber : null);
            if (Settings.IsFifo)
                _deduplication.Remember(scope, content.DeduplicationId!, receipt, now);
            return receipt;
        }
    }

    /// <summary>Takes in what failed elsewhere. It stays itself, and in a standard queue grows no younger.</summary>
    public void Bury(Message failed, Queue source)
    {
        lock (_gate)
        {
            Put(new()
            {
                Ordinal = ++_ordinal,
                Id = failed.Id,
                Content = failed.Content,
                SentAt = failed.SentAt,
                RetainedFrom = Settings.IsFifo ? _time.GetUtcNow() : failed.RetainedFrom,
                DeadLetterSourceArn = source.Arn,
                EarlierReceives = failed.EarlierReceives + failed.Receives,
                FirstReceivedAt = failed.FirstReceivedAt,
            }, TimeSpan.Zero);
        }
    }

    /// <summary>Takes in a dead letter as a new message, which is no duplicate of its first sending.</summary>
    public void Revive(Message dead)
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            Put(new()
            {
                Ordinal = ++_ordinal, Id = Guid.NewGuid(), Content = dead.Content, SentAt = now, RetainedFrom = now,
            }, TimeSpan.Zero);
        }
    }

    public void Redefine(QueueSettings settings)
    {
        lock (_gate)
        {
            // A FIFO queue's delay holds for what is already in it; a standard queue's does not.
            var retroactive = settings.IsFifo && settings.Delay != Settings.Delay;
            Settings = settings;
            ModifiedAt = _time.GetUtcNow();
            foreach (var message in retroactive ? _backlog.Delayed() : [])
                _backlog.Hide(message, MessageState.Delayed, message.RetainedFrom + settings.Delay);
            Wake();
        }
    }

    public void Retag(ImmutableSortedDictionary<string, string> tags)
    {
        lock (_gate)
            Tags = tags;
    }

    public void Purge()
    {
        lock (_gate)
        {
            var now = _time.GetUtcNow();
            if (_purgedAt is { } last && now < last + PurgePause)
                throw Refusals.PurgeInProgress(Name);
            _purgedAt = now;
            _backlog.Clear();
        }
    }

    /// <summary>Ends the queue; who waits for a message goes away with none.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            IsDropped = true;
            _backlog.Clear();
            while (_waiters.First is { } waiter)
                _waiters.Serve(waiter, []);
            _wakeUp.Dispose();
        }
    }

    private void Put(Message message, TimeSpan delay)
    {
        message.State = delay > TimeSpan.Zero ? MessageState.Delayed : MessageState.Visible;
        message.HiddenUntil = _time.GetUtcNow() + delay;
        _backlog.Put(message);
        Wake();
    }

    private void Advance() => _backlog.Advance(_time.GetUtcNow(), Settings.Retention);
}
