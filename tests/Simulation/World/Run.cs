using Microsoft.Extensions.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using System.Diagnostics.Metrics;
using WebhookSystem.Contracts.Items;
using WebhookSystem.Orderer;
using WebhookSystem.Orderer.Release;
using WebhookSystem.Orderer.Release.Send;

namespace WebhookSystem.Simulation.World;

/// <summary>One schedule: the Orderer's own code over a world in which everything happens at any time.</summary>
internal sealed class Run
{
    private const int StepsMax = 200_000;

    /// <summary>Without a bound, time would bring messages again faster than the many at work could finish.</summary>
    private const int AtWorkMax = 4;

    private static readonly TimeSpan Visibility = TimeSpan.FromSeconds(60);
    private static readonly OrdererTelemetry Telemetry = new(
        new ServiceCollection().AddMetrics().BuildServiceProvider().GetRequiredService<IMeterFactory>());

    private readonly Outside _outside;
    private readonly Scenario _scenario;
    private readonly Queue<StoredEvent> _toStore;
    private readonly List<Shard> _shards;
    private readonly List<(Invocation Invocation, Action Fail)> _live = [];
    private readonly List<Invocation> _frozen = [];
    private readonly bool _splitsKeys;

    private Run(Random random, Faults faults)
    {
        _outside = new(random, faults);
        _scenario = Scenario.Draw(random);
        _toStore = new(_scenario.Events);
        _shards = [.. Enumerable.Range(0, random.Next(1, 3)).Select(_ => new Shard())];
        _splitsKeys = random.Next(5) == 0;
    }

    private Random Random => _outside.Random;

    /// <exception cref="InvariantException">Something happened that never may.</exception>
    public static void Schedule(int seed, Sabotage sabotage)
    {
        var run = Of(seed, sabotage);
        run.RunUntilQuiet();
        Oracle.Check(run._scenario, run._outside);
    }

    /// <summary>Everything the consumers received, in order: the same seed gives the same.</summary>
    public static string Trace(int seed)
    {
        var run = Of(seed, Sabotage.None);
        run.RunUntilQuiet();
        var received = run._outside.Ordered.Groups.Select(group => $"{group.Key}: {string.Join(' ', group.Value)}");
        return $"{string.Join('\n', received)} at {run._outside.Time.Now:O}";
    }

    private static Run Of(int seed, Sabotage sabotage)
    {
        var random = new Random(seed);
        return new(random, Faults.Draw(random) with { Sabotage = sabotage });
    }

    private bool IsQuiet => _toStore.Count == 0 && !_outside.Scheduler.HasSteps
        && _shards.TrueForAll(shard => shard.IsDone) && _outside.WakeUps.Count == 0 && _frozen.Count == 0;

    private void RunUntilQuiet()
    {
        for (var step = 0; !IsQuiet; step++)
        {
            if (step > StepsMax)
                throw new InvariantException($"The world does not come to rest: {Unrest()}");
            Act();
        }
    }

    private string Unrest()
    {
        var waiting = _outside.Cursors.Values.Where(cursor => cursor.Held.Length > 0);
        return $"{_toStore.Count} to store, {_live.Count} at work, steps: {_outside.Scheduler.HasSteps}, "
            + $"readers {string.Join(' ', _shards.Select(shard => shard.Reader is not null))}, "
            + $"now {_outside.Time.Now}, "
            + $"shards at {string.Join(' ', _shards.Select(shard => $"{shard.Position}/{shard.Records.Count}"))}, "
            + $"wake-ups {string.Join(' ', _outside.WakeUps.Take(5).Select(message => message.WakeUp))}, "
            + $"cursors {string.Join(' ', waiting.Select(cursor => cursor.ToJson()))}";
    }

    private void Act()
    {
        Disturb();
        switch (Random.Next(6))
        {
            case 0 when _toStore.Count > 0:
                Store(_toStore.Dequeue());
                break;
            case 1 when _shards.Where(shard => shard.Reader is null && shard.Position < shard.Records.Count).ToList()
                is { Count: > 0 } waiting:
                Read(waiting[Random.Next(waiting.Count)]);
                break;
            case 2 when _live.Count < AtWorkMax
                && _outside.WakeUps.Where(message => message.VisibleAt <= _outside.Time.Now).ToList()
                is { Count: > 0 } due:
                Wake([.. due.OrderBy(_ => Random.Next()).Take(Random.Next(1, 8))]);
                break;
            case 3 when !_outside.Scheduler.HasSteps || Random.Next(20) == 0:
                PassTime();
                break;
            default:
                if (_outside.Scheduler.HasSteps)
                    _outside.Scheduler.RunStep(Random);
                break;
        }
    }

    /// <summary>
    /// A little while somebody works, else to the next wake-up; sometimes so far that the queue forgets what it knew.
    /// </summary>
    private void PassTime()
    {
        var now = _outside.Time.Now;
        var next = _outside.Scheduler.HasSteps
            ? now + TimeSpan.FromSeconds(Random.Next(3))
            : _outside.WakeUps.Where(message => message.VisibleAt > now)
                .Select(message => message.VisibleAt).DefaultIfEmpty(now + TimeSpan.FromSeconds(1)).Min();
        _outside.Time.AdvanceTo(Random.Next(30) == 0 ? next + TimeSpan.FromMinutes(Random.Next(1, 8)) : next);
        foreach (var invocation in _frozen.Where(_ => Random.Next(3) == 0).ToList())
        {
            _frozen.Remove(invocation);
            _outside.Scheduler.Thaw(invocation);
        }
    }

    private void Store(StoredEvent drawn)
    {
        var now = _outside.Time.Now + TimeSpan.FromMicroseconds(_scenario.Events.Count - _toStore.Count);
        var stored = drawn with { Arrival = (now - DateTimeOffset.UnixEpoch).Ticks / TimeSpan.TicksPerMicrosecond };
        _outside.Events[(new(stored.Source, stored.CollectionKey), stored.EventId)] = stored;
        var name = _splitsKeys ? stored.EventId : stored.CollectionKey;
        _shards[name.Sum(character => character) % _shards.Count].Records.Add(stored);
    }

    private void Read(Shard shard)
    {
        var first = shard.Position;
        var records = shard.Records.Skip(first).Take(Random.Next(1, 8)).ToList();
        var work = records.GroupBy(stored => new KeyName(stored.Source, stored.CollectionKey))
            .Select(group => new KeyWork(group.Key, [.. group], [])).ToList();
        shard.Reader = Invoke(work, failed =>
        {
            shard.Reader = null;
            var lowest = records.FindIndex(stored => failed.Contains(new(stored.Source, stored.CollectionKey)));
            shard.Position = first + (lowest < 0 ? records.Count : lowest);
        });
    }

    private void Wake(List<TimerMessage> messages)
    {
        foreach (var message in messages)
            message.VisibleAt = _outside.Time.Now + Visibility;
        var work = messages.GroupBy(message => new KeyName(message.WakeUp.Source, message.WakeUp.Key))
            .Select(group => new KeyWork(group.Key, [], [.. group.Select(message => message.WakeUp.Version)])).ToList();
        Invoke(work, failed =>
        {
            var done = messages.Where(message => !failed.Contains(new(message.WakeUp.Source, message.WakeUp.Key)));
            foreach (var message in done)
            {
                _outside.WakeUps.Remove(message);
                _outside.SpentWakeUps.Add(message.WakeUp);
            }
        });
    }

    private Invocation Invoke(List<KeyWork> work, Action<IReadOnlySet<KeyName>> answer)
    {
        var invocation = new Invocation();
        var ports = new InvocationPorts(_outside, invocation);
        var rendering = new Rendering(ports, _outside.Time, NullLogger<Rendering>.Instance);
        var stage = new ReleaseStage(
            new(ports, ports, rendering, new(_scenario.Sources)), new(ports, ports, Telemetry), _outside.Time,
            NullLogger<ReleaseStage>.Instance);
        _live.Add((invocation, () => answer(work.Select(one => one.Key).ToHashSet())));
        _outside.Scheduler.Run(() => _ = FinishAsync());
        return invocation;

        async Task FinishAsync()
        {
            try
            {
                var failed = await stage.RunAsync(work, CancellationToken.None);
                _live.RemoveAll(live => live.Invocation == invocation);
                if (!invocation.IsAbandoned)
                    answer(failed);
            }
            catch (Exception bug)
            {
                // Nobody awaits an invocation.
                _outside.Violations.Add(bug.ToString());
            }
        }
    }

    private void Disturb()
    {
        var faults = _outside.Faults;
        if (_live.Count > 0 && Random.NextDouble() < faults.Crash)
            Abandon(forGood: true);
        if (_live.Count > 0 && Random.NextDouble() < faults.Freeze)
            Abandon(forGood: false);
        var idle = _shards.Where(shard => shard.Reader is null && shard.Position > 0).ToList();
        if (idle.Count > 0 && Random.NextDouble() < faults.Rewind)
            idle[Random.Next(idle.Count)].Position -= 1;
        if (_outside.SpentWakeUps.Count > 0 && Random.NextDouble() < faults.WakeUpAgain)
        {
            var spent = _outside.SpentWakeUps[Random.Next(_outside.SpentWakeUps.Count)];
            _outside.WakeUps.Add(new(spent, _outside.Time.Now));
        }
    }

    /// <summary>
    /// Kills an invocation, or freezes it so that it goes on long after its batch has been given to another.
    /// </summary>
    private void Abandon(bool forGood)
    {
        var (invocation, fail) = _live[Random.Next(_live.Count)];
        _live.RemoveAll(live => live.Invocation == invocation);
        invocation.IsAbandoned = true;
        _outside.Scheduler.Freeze(invocation);
        if (!forGood)
            _frozen.Add(invocation);
        fail();
    }
}
