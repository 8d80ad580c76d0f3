using System.Collections.Immutable;
using WebhookSystem.LocalAws.Keep;
using WebhookSystem.LocalAws.Sqs.Backlogs;
using WebhookSystem.LocalAws.Sqs.Deliveries;
using WebhookSystem.LocalAws.Sqs.Kept;
using WebhookSystem.LocalAws.Sqs.Messages;
using WebhookSystem.LocalAws.Sqs.Settings;

namespace WebhookSystem.LocalAws.Sqs.Queues;

/// <summary>One queue: its declaration, and how messages come in. Everything happens under the gate.</summary>
internal sealed partial class Queue : IDisposable
{
    private static readonly TimeSpan PurgePause = TimeSpan.FromSeconds(60);

    private readonly QueueCatalog _catalog;
    private readonly TimeProvider _time;
    private readonly UnitGate _gate;
    private readonly QueueLog _log;
    private readonly Backlog _backlog;
    private readonly Deduplication _deduplication = new();
    private readonly ITimer _wakeUp;
    private long _ordinal;
    private DateTimeOffset? _purgedAt;

    public Queue(QueueCatalog catalog, TimeProvider time, QueueState state)
    {
        (_catalog, _time, _gate) = (catalog, time, catalog.Gate);
        (Name, Id, CreatedAt) = (state.Name, state.Id, state.CreatedAt);
        (Settings, Tags) = (QueueSettings.Of(state.Settings), Tags.AddRange(state.Tags));
        (ModifiedAt, _purgedAt, _ordinal) = (state.ModifiedAt, state.PurgedAt, state.Ordinal);
        _log = new(_gate, Id);
        _backlog = new(Settings.IsFifo, _log);
        _wakeUp = time.CreateTimer(_ => Wake(), null, Timeout.InfiniteTimeSpan, Timeout.InfiniteTimeSpan);
        _log.Declared(State);
    }

    /// <summary>Tells this queue's receipt handles from those of another that once had its name.</summary>
    public Guid Id { get; }

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
        using (_gate.Enter())
        {
            Advance();
            return _backlog.Count(state);
        }
    }

    public Receipt Send(MessageContent content, TimeSpan? delay)
    {
        using (_gate.Enter())
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
                Remember(scope, content.DeduplicationId!, receipt, now);
            return receipt;
        }
    }

    /// <summary>
    /// Takes in what failed elsewhere. It stays itself, and in a standard queue grows no younger. In a FIFO queue its
    /// id becomes that of deduplication, as on AWS: two messages that shared one may both fail.
    /// </summary>
    public void Bury(Message failed, Queue source)
    {
        using (_gate.Enter())
        {
            Put(new()
            {
                Ordinal = ++_ordinal,
                Id = failed.Id,
                Content = Settings.IsFifo
                    ? failed.Content with { DeduplicationId = failed.Id.ToString() }
                    : failed.Content,
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
        using (_gate.Enter())
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
        using (_gate.Enter())
        {
            // A FIFO queue's delay holds for what is already in it; a standard queue's does not.
            var retroactive = settings.IsFifo && settings.Delay != Settings.Delay;
            Settings = settings;
            ModifiedAt = _time.GetUtcNow();
            foreach (var message in retroactive ? _backlog.Delayed() : [])
                _backlog.Hide(message, MessageState.Delayed, message.RetainedFrom + settings.Delay);
            _log.Declared(State);
            Wake();
        }
    }

    public void Retag(ImmutableSortedDictionary<string, string> tags)
    {
        using (_gate.Enter())
        {
            Tags = tags;
            _log.Declared(State);
        }
    }

    public void Purge()
    {
        using (_gate.Enter())
        {
            var now = _time.GetUtcNow();
            if (_purgedAt is { } last && now < last + PurgePause)
                throw Refusals.PurgeInProgress(Name);
            _purgedAt = now;
            _backlog.Clear();
            _deduplication.Clear();
            _log.Declared(State);
            _log.Cleared();
        }
    }

    /// <summary>Ends the queue; who waits for a message goes away with none.</summary>
    public void Dispose()
    {
        using (_gate.Enter())
        {
            IsDropped = true;
            _backlog.Clear();
            while (_waiters.First is { } waiter)
                _waiters.Serve(waiter, []);
            _wakeUp.Dispose();
        }
    }

    private void Remember(string? scope, string id, Receipt receipt, DateTimeOffset now)
    {
        _deduplication.Remember(scope, id, receipt, now);
        _log.Remembered(scope, id, receipt, now);
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
