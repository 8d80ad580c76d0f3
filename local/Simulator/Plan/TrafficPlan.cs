using WebhookSystem.Simulator.Providers;

namespace WebhookSystem.Simulator.Plan;

/// <summary>The requests of a run, in the order of sending: a pure function of settings and start.</summary>
/// <remarks>
/// An event that is to be overtaken is followed at once by one or two others of its key and sent after them, so that
/// the disorder is as near in time at any rate.
/// </remarks>
internal sealed class TrafficPlan(Settings settings, DateTimeOffset startedAt)
{
    /// <summary>Means over the two sizes a disorder may have.</summary>
    private const double FollowersMean = 1.5;
    private const int FollowersMax = 2;

    /// <summary>A duplicate comes at most so many requests later.</summary>
    private const int DuplicateDistanceMax = 20;

    private const int LargeBytesMin = 300 * 1024;
    private const int LargeBytesMax = 1024 * 1024;
    private const int OversizedBytes = (10 * 1024 * 1024) + 1;

    private readonly Random _chance = new(settings.Seed);
    private readonly Dictionary<(IProvider Provider, int Key), KeyState> _keys = [];
    private readonly PriorityQueue<PlannedRequest, (long Due, long Order)> _duplicates = new();
    private long _number;
    private long _events;

    public IEnumerable<PlannedRequest> Requests()
    {
        while (settings.Count is not { } count || _events < count)
        {
            foreach (var planned in Disordered())
            {
                yield return Numbered(planned);
                foreach (var companion in CompanionsOf(planned))
                    yield return Numbered(companion);
            }
        }

        while (_duplicates.TryDequeue(out var duplicate, out _))
            yield return Numbered(duplicate);
    }

    /// <summary>The next event; or two or three of one key, of which the first comes last.</summary>
    private List<PlannedRequest> Disordered()
    {
        var provider = settings.Providers[_chance.Next(settings.Providers.Count)];
        var key = _chance.Next(settings.Keys);
        var events = new List<PlannedRequest> { NextEvent(provider, key) };

        // Followers are not overtaken themselves: the first ones are, the more often for it.
        if (!Happens(settings.Reorder / (1 - (FollowersMean * settings.Reorder))))
            return events;
        for (var followers = _chance.Next(1, FollowersMax + 1); followers > 0 && _events != settings.Count; followers--)
            events.Add(NextEvent(provider, key));
        events.Add(events[0]);
        events.RemoveAt(0);
        return events;
    }

    private PlannedRequest NextEvent(IProvider provider, int key)
    {
        _events++;
        if (!_keys.TryGetValue((provider, key), out var state))
            state = new(0, DateTimeOffset.MinValue);
        state = new(state.Position + 1, Later(state.At));
        _keys[(provider, key)] = state;
        return Planned(RequestKind.Event, provider, key, state) with
        {
            PaddedTo = Happens(settings.Large) ? _chance.Next(LargeBytesMin, LargeBytesMax) : 0,
        };
    }

    /// <summary>What comes with an event: attacks of that moment, and duplicates that have become due.</summary>
    private IEnumerable<PlannedRequest> CompanionsOf(PlannedRequest planned)
    {
        if (Happens(settings.Duplicate))
        {
            var due = _number + _chance.Next(1, DuplicateDistanceMax);
            _duplicates.Enqueue(planned with { Kind = RequestKind.Duplicate }, (due, _number));
        }

        if (Happens(settings.Tamper) && planned.Provider.SignsBody)
            yield return Strange(RequestKind.Forged, planned) with { Forgery = Forgery.AlteredBody };
        if (Happens(settings.Forged))
            yield return Strange(RequestKind.Forged, planned) with { Forgery = ForgeryFor(planned.Provider) };
        if (Happens(settings.Oversized))
            yield return Strange(RequestKind.Oversized, planned) with { PaddedTo = OversizedBytes };
        while (_duplicates.TryPeek(out _, out var priority) && priority.Due <= _number)
            yield return _duplicates.Dequeue();
    }

    /// <summary>What never becomes an event has a key of its own: a sequence must not wait for it.</summary>
    private PlannedRequest Strange(RequestKind kind, PlannedRequest beside) =>
        Planned(kind, beside.Provider, settings.Keys, new(_number + 1, Later(DateTimeOffset.MinValue)));

    private PlannedRequest Planned(RequestKind kind, IProvider provider, int key, KeyState state)
    {
        var message = provider.Compose(new(settings.Run, key, state.Position, state.At, _chance));
        return new(_number, kind, provider, message, key, state.Position);
    }

    /// <summary>
    /// The plan's time, in whole seconds as providers' clocks have them; but later than the key's last event, or no
    /// receiver could tell their order.
    /// </summary>
    private DateTimeOffset Later(DateTimeOffset last)
    {
        var now = startedAt.AddSeconds(_number / settings.RequestsPerSecond);
        var second = DateTimeOffset.FromUnixTimeSeconds(now.ToUnixTimeSeconds());
        return second > last ? second : last.AddSeconds(1);
    }

    private Forgery ForgeryFor(IProvider provider)
    {
        var last = provider.SignsTime ? Forgery.Replayed : Forgery.NoSignature;
        var forgery = (Forgery)_chance.Next((int)Forgery.WrongSecret, (int)last + 1);
        return forgery == Forgery.AlteredBody && !provider.SignsBody ? Forgery.WrongSecret : forgery;
    }

    private PlannedRequest Numbered(PlannedRequest request) => request with { Number = _number++ };

    private bool Happens(double share) => share > 0 && _chance.NextDouble() < share;

    private readonly record struct KeyState(long Position, DateTimeOffset At);
}
