using WebhookSystem.Contracts.Commands;
using WebhookSystem.Contracts.Events;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Orderer.Release;

namespace WebhookSystem.Simulation.Play;

/// <summary>One schedule: the rooms' own code over a world in which everything happens at any time.</summary>
internal sealed class Run
{
    private const int StepsMax = 200_000;

    /// <summary>Then nothing fails any more: what began must end.</summary>
    private const int FaultySteps = 5_000;

    /// <summary>Without a bound, time would bring messages again faster than the many at work could finish.</summary>
    private const int AtWorkMax = 4;

    private static readonly TimeSpan Visibility = TimeSpan.FromSeconds(60);

    private readonly Outside _outside;
    private readonly Scenario _scenario;
    private readonly Workers _workers;
    private readonly Operator _operator;
    private readonly Inbox _inbox;

    /// <summary>What goes through Ingress and Processor.</summary>
    private readonly Queue<Request> _toSend;

    /// <summary>What goes straight into the table, as the Processor would put it.</summary>
    private readonly Queue<InboxMessage> _toStore;

    private Run(Random random, Faults faults, int eventsMax)
    {
        _outside = new(random, faults);
        _scenario = Scenario.Draw(random, eventsMax, _outside.Stream.SplitsKeys, _outside.Stream.IsContended);
        _workers = new(_outside, _scenario);
        _operator = new(_outside, _workers);
        _inbox = new(_outside, _workers);
        var processes = random.Next(3) == 0;
        _toSend = new(processes
            ? _scenario.Events.SelectMany(message => Scenario.Deliveries(message, random))
            : []);
        _toStore = new(processes ? [] : _scenario.Events);
    }

    private Random Random => _outside.Random;

    private List<Shard> Shards => _outside.Stream.Shards;

    private bool IsQuiet => _toStore.Count == 0 && _toSend.Count == 0
        && !_outside.Scheduler.HasSteps && !_outside.Scheduler.HasSlowSteps && _operator.IsDone && _inbox.IsEmpty
        && Shards.TrueForAll(shard => shard.IsDone) && _outside.WakeUps.Count == 0 && !_workers.AnyFrozen;

    /// <exception cref="InvariantException">Something happened that never may.</exception>
    public static void Check(Schedule schedule)
    {
        var run = Of(schedule);
        run.RunUntilDone();
        Oracle.Check(run._scenario, run._outside, run._inbox.Accepted);
    }

    /// <summary>Everything the consumers received, in order: the same seed gives the same.</summary>
    public static string Trace(int seed)
    {
        var run = Of(new(seed));
        run.RunUntilDone();
        var received = run._outside.Ordered.Groups.Select(group => $"{group.Key}: {string.Join(' ', group.Value)}");
        return $"{string.Join('\n', received)} at {run._outside.Time.Now:O}";
    }

    private static Run Of(Schedule schedule)
    {
        var random = new Random(schedule.Seed);
        var faults = Faults.Draw(random).Without(schedule.Without) with { Sabotage = schedule.Sabotage };
        return new(random, faults, schedule.EventsMax);
    }

    /// <summary>
    /// What the stream lost is found by reconciling. So is what an invocation held or released that had been frozen
    /// over an event until others gave it up or put it aside, where it failed before all was armed and sent: nobody
    /// brings its batch again. That must bring the world to rest.
    /// </summary>
    private void RunUntilDone()
    {
        RunUntilQuiet();
        var givenUp = _outside.Dead.Keys.Select(dead => dead.Item1);
        var aside = _outside.AsideChanges.Keys.Select(name => name.Key).Where(IsUnsettled);
        foreach (var key in _outside.Stream.Trimmed.Concat(givenUp).Concat(aside).Distinct().ToList())
            _operator.Ask(CommandKind.Reconcile, key);
        RunUntilQuiet();
    }

    private bool IsUnsettled(KeyName key) => _outside.Cursors.TryGetValue(key, out var cursor)
        && (cursor.Held.Length > 0 || _outside.SentOf(key) < cursor.NextOrdinal - 1);

    private void RunUntilQuiet()
    {
        for (var step = 0; !IsQuiet; step++)
        {
            if (step > StepsMax)
                throw new InvariantException($"The world does not come to rest: {Unrest()}");
            if (step < FaultySteps)
                Disturb();
            else
                _outside.CalmDown();
            Act();
        }
    }

    private string Unrest()
    {
        var waiting = _outside.Cursors.Values.Where(cursor => cursor.Held.Length > 0);
        return $"{_toStore.Count + _toSend.Count} to come, {_workers.AtWork} at work, "
            + $"steps: {_outside.Scheduler.HasSteps}, "
            + $"readers {string.Join(' ', Shards.Select(shard => shard.Reader is not null))}, "
            + $"now {_outside.Time.Now}, poison {_scenario.Poison}, dead {_outside.Dead.Count}, "
            + $"attempts {string.Join(' ', _outside.Attempts)}, "
            + $"shards at {string.Join(' ', Shards.Select(shard => $"{shard.Position}/{shard.Records.Count}"))}, "
            + $"wake-ups {string.Join(' ', _outside.WakeUps.Take(5).Select(message => message.WakeUp))}, "
            + $"cursors {string.Join(' ', waiting.Select(cursor => cursor.ToJson()))}";
    }

    private void Act()
    {
        switch (Random.Next(7))
        {
            case 0 when _toSend.Count > 0:
                _inbox.Send(_toSend.Dequeue());
                break;
            case 0 when _toStore.Count > 0:
                StoreSome();
                break;
            case 1 when Shards[Random.Next(Shards.Count)] is { Reader: null } shard
                && shard.Position < shard.Records.Count:
                Read(shard);
                break;
            case 2 when _workers.AtWork < AtWorkMax:
                Wake();
                break;
            case 3 when !_outside.Scheduler.HasSteps || Random.Next(20) == 0:
                PassTime();
                break;
            case 4 when !_operator.IsDone && _workers.AtWork < AtWorkMax:
                _operator.Work();
                break;
            case 5 when !_inbox.IsEmpty && _workers.AtWork < AtWorkMax:
                _inbox.Work();
                break;
            default:
                if (_outside.Scheduler.HasSteps)
                    _outside.Scheduler.RunStep(Random);
                break;
        }
    }

    private void Disturb()
    {
        var faults = _outside.Faults;
        if (_workers.AtWork > 0 && Happens(faults.Crash))
            _workers.Abandon(forGood: true);
        if (_workers.AtWork > 0 && Happens(faults.Freeze))
            _workers.Abandon(forGood: false);
        if (Happens(faults.Rewind) && Shards[Random.Next(Shards.Count)] is { Reader: null, Position: > 0 } shard)
            shard.Position--;
        if (_outside.SpentWakeUps.Count > 0 && Happens(faults.WakeUpAgain))
        {
            var spent = _outside.SpentWakeUps[Random.Next(_outside.SpentWakeUps.Count)];
            _outside.WakeUps.Add(new(spent, _outside.Time.Now));
        }

        if (_toStore.Count + _toSend.Count > 0 && Happens(faults.Operate))
            _operator.Draw(_scenario);
    }

    private bool Happens(double likelihood) => likelihood > 0 && Random.NextDouble() < likelihood;

    /// <summary>
    /// A little while somebody works, else to the next wake-up; sometimes so far that the queue forgets what it knew.
    /// </summary>
    private void PassTime()
    {
        var now = _outside.Time.Now;
        var next = now + TimeSpan.FromSeconds(_outside.Scheduler.HasSteps ? Random.Next(3) : 1);
        if (!_outside.Scheduler.HasSteps && _outside.WakeUps.Count > 0)
        {
            var first = _outside.WakeUps.Min(message => message.VisibleAt);
            next = first > now ? first : next;
        }

        _outside.Time.AdvanceTo(Random.Next(30) == 0 ? next + TimeSpan.FromMinutes(Random.Next(1, 8)) : next);
        _workers.ThawSome();
        if (Random.Next(3) == 0)
            _outside.Scheduler.Hurry();
    }

    private void StoreSome()
    {
        for (var count = _outside.Stream.DrawBurst(); count > 0 && _toStore.Count > 0; count--)
        {
            var message = _toStore.Dequeue();
            _outside.Store(
                (new(message.Source, message.CollectionKey), message.EventId),
                Scenario.Stored(message, _outside.Time.GetUtcNow()));
        }
    }

    private void Read(Shard shard)
    {
        var first = shard.Position;
        var records = shard.Records.GetRange(
            first, Math.Min(_outside.Stream.DrawBatch(shard), shard.Records.Count - first));
        var work = records.GroupBy(KeyOf).Select(group => new KeyWork(group.Key) { Events = [.. group] }).ToList();
        shard.Reader = _workers.Begin(
            room => room.Attempts.RunAsync(work, CancellationToken.None), Answer,
            () => Answer(work.Select(one => one.Key).ToHashSet()),
            records.Where(stored => stored.EventId == _scenario.Poison)
                .Select(stored => (KeyOf(stored), stored.EventId)));

        void Answer(IReadOnlySet<KeyName> failed)
        {
            shard.Reader = null;
            var lowest = records.FindIndex(stored => failed.Contains(KeyOf(stored)));
            if (lowest < 0)
                shard.Succeed(first + records.Count);
            else
                shard.Fail(first + lowest);
        }
    }

    private static KeyName KeyOf(StoredEvent stored) => new(stored.Source, stored.CollectionKey);

    private void Wake()
    {
        var due = _outside.WakeUps.Where(message => message.VisibleAt <= _outside.Time.Now).ToList();
        if (due.Count == 0)
            return;

        // As a queue gives them, or all of one key, which answer for one another.
        var messages = Random.Next(2) == 0
            ? due.FindAll(message => KeyOf(message) == KeyOf(due[0]))
            : due.OrderBy(_ => Random.Next()).Take(Random.Next(1, 8)).ToList();
        foreach (var message in messages)
            message.VisibleAt = _outside.Time.Now + Visibility;
        var work = messages.GroupBy(KeyOf).Select(group => new KeyWork(group.Key)
        {
            WakeUps = [.. group.Select(message => message.WakeUp.Version)],
        }).ToList();
        _workers.Begin(
            room => room.Attempts.RunAsync(work, CancellationToken.None), Answer,
            () => Answer(work.Select(one => one.Key).ToHashSet()), poisoned: []);

        void Answer(IReadOnlySet<KeyName> failed)
        {
            foreach (var message in messages.Where(message => !failed.Contains(KeyOf(message))))
            {
                _outside.WakeUps.Remove(message);
                _outside.SpentWakeUps.Add(message.WakeUp);
                CheckLiveness(KeyOf(message), message.WakeUp.Version);
            }
        }
    }

    /// <summary>What a wake-up names has gone, or waits anew, once that wake-up is answered.</summary>
    private void CheckLiveness(KeyName key, long version)
    {
        if (_outside.Cursors.TryGetValue(key, out var cursor) && cursor.Held.Any(held => held.Version <= version))
            _outside.Violations.Add($"{key}: the wake-up for {version} was answered, and what it named still waits.");
    }

    private static KeyName KeyOf(TimerMessage message) => new(message.WakeUp.Source, message.WakeUp.Key);
}
