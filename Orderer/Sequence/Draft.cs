using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Orderer.Sequence;

/// <summary>A cursor while a fold works on it. It lives for one fold and is never shared.</summary>
internal ref struct Draft
{
    private readonly KeyCursor _before;
    private readonly SourceConfiguration _rules;
    private HeldQueue _held;
    private Releases _releases;
    private Gaps _gaps;
    private List<EventName>? _quarantined;
    private readonly long _version;
    private Int128? _frontier;
    private Int128? _lastPosition;
    private Int128? _epoch;
    private long _generation;
    private bool _started;
    private long _newestKnown;
    private long? _lastWakeUp;
    private bool _changed;
    private bool _owesWakeUp;
    private bool _seenAgain;

    public Draft(KeyCursor before, SourceConfiguration rules)
    {
        _before = before;
        _rules = rules;
        _held = new(before.Held);
        _releases = new(before);
        _gaps = new(before.Missing);
        _version = before.Version + 1;
        _frontier = before.Frontier ?? BeforeFirst;
        _lastPosition = before.Frontier;
        _epoch = before.Epoch;
        _generation = before.Generation;
        _started = before.Started || StartsAtOnce;
        _newestKnown = Math.Max(before.NewestArrival, before.LoggedArrival);
        foreach (var held in before.Held)
            _newestKnown = Math.Max(_newestKnown, held.Arrival);
        _lastWakeUp = before.LastWakeUp;
        if (before.Mode is { } mode && mode != rules.Mode)
            BeginAnew();
    }

    private bool IsSequence => _rules.Mode == OrderingMode.Sequence;

    private bool StartsAtOnce => !IsSequence || _rules.Start is not null;

    private Int128? BeforeFirst => _rules.Start is { } start ? start - 1 : null;

    /// <summary>Decides one event: seen before, late, next, or to be held.</summary>
    public void Take(in Arrived arrived, KeyInput input)
    {
        if (IsSeen(arrived.Name, input.Logged))
        {
            SeeAgain();
            return;
        }

        _newestKnown = Math.Max(_newestKnown, arrived.Name.Arrival);
        if (_rules.Mode == OrderingMode.Arrival || arrived.Position is not { } position)
            Release(arrived.Name, ReleaseMarks.None);
        else if (HasPassed(arrived.Epoch, position))
            TakeLate(arrived, position, input.Wanted);
        else
            Hold(arrived, position);
    }

    /// <summary>
    /// Releases up to the highest position held at or below the versions; what is missing before it is given up.
    /// </summary>
    public void Elapse(IReadOnlyList<long> versions)
    {
        var version = versions.Max();
        if (_held.HighestDue(version) is not { } highest)
        {
            // One of these made the last step, and the invocation may have died before it sent the next.
            _owesWakeUp |= _before.LastWakeUp is { } last && versions.Contains(last);
            return;
        }

        _lastWakeUp = version;
        if (!_started)
        {
            Begin();
            return;
        }

        while (_held.Count > 0 && _held.Lowest.Position <= highest)
            ReleaseLowest();
        ReleaseContiguous();
    }

    /// <summary>
    /// Takes out of the held what can never be sent; where marks are inferred the cursor must say so.
    /// </summary>
    public void Bury(IReadOnlySet<EventName> dead) =>
        _changed |= dead.Count > 0 && (_held.Remove(dead) || _rules.Mark == SentMark.Inferred);

    /// <summary>Everything held goes, in order; whatever comes next is the first of a new generation.</summary>
    public void BeginAnew()
    {
        while (_held.Count > 0)
            ReleaseLowest();
        _generation++;
        _started = StartsAtOnce;
        _frontier = BeforeFirst;
        _lastPosition = null;
        _epoch = null;
        _changed = true;
    }

    public void OweWakeUp() => _owesWakeUp = true;

    public void SeeAgain() => _seenAgain = true;

    public FoldResult Finish()
    {
        _owesWakeUp |= _held.HasVersion(_version);
        var cursor = !_changed ? _before : _before with
        {
            Version = _version,
            Started = _started,
            Frontier = _frontier,
            NextOrdinal = _releases.NextOrdinal,
            Generation = _generation,
            Epoch = _epoch,
            Mode = _rules.Mode,
            Held = _held.ToImmutable(),
            Ring = _releases.ToRing(),
            Missing = _gaps.ToImmutable(),
            NewestArrival = _releases.NewestArrival,
            LastWakeUp = _lastWakeUp,
        };
        TimeSpan? armFor = _held.Count > 0 && _owesWakeUp ? Wait() : null;
        _held.GiveBack();
        return new(cursor, _changed, armFor, _quarantined ?? []) { IsSeenAgain = _seenAgain };
    }

    private TimeSpan Wait() => _rules.Mode switch
    {
        OrderingMode.Sequence => _started ? _rules.GapTimeout : _rules.StartWindow,
        OrderingMode.Timestamp => _rules.Hold,
        OrderingMode.Arrival => TimeSpan.Zero,
    };

    /// <summary>
    /// By name alone. Whoever is newer than everything known is not among it, which spares the search.
    /// </summary>
    private bool IsSeen(EventName name, IReadOnlySet<EventName> logged)
    {
        if (name.Arrival > _newestKnown)
            return false;
        if (!_held.Contains(name))
            return _releases.Contains(name) || logged.Contains(name);

        // The wake-up of the first time may have been lost with the invocation that should have sent it.
        _owesWakeUp = true;
        return true;
    }

    private bool HasPassed(Int128? epoch, Int128 position)
    {
        if (epoch < _epoch)
            return true;
        if (epoch > _epoch)
            BeginAnew();
        _epoch = epoch ?? _epoch;
        return _started && position <= _frontier;
    }

    private void TakeLate(in Arrived arrived, Int128 position, IReadOnlySet<EventName> wanted)
    {
        if (_rules.Late == LatePolicy.Quarantine && !wanted.Contains(arrived.Name))
        {
            (_quarantined ??= []).Add(arrived.Name);
            return;
        }

        var isOfNow = arrived.Epoch is null || arrived.Epoch == _epoch;
        if (isOfNow)
            _gaps.Fill(position, _generation);
        var marks = isOfNow && position == _frontier ? ReleaseMarks.Tied : ReleaseMarks.None;
        Release(arrived.Name, marks | ReleaseMarks.Late);
    }

    private void Hold(in Arrived arrived, Int128 position)
    {
        var entry = new HeldEntry(position, arrived.Rank, arrived.Name.Arrival, arrived.Name.Id, _version);
        _changed = true;
        if (IsSequence && _started && _held.Count == 0 && position == _frontier + 1)
        {
            Release(entry);
            return;
        }

        _held.Add(entry);
        ReleaseContiguous();
        while (_held.Count > _rules.MaxHeld || _held.IsTooLarge)
        {
            _started = true;
            ReleaseLowest();
            ReleaseContiguous();
        }
    }

    /// <summary>The first sequence number is the lowest seen; gaps after it still wait their own time.</summary>
    private void Begin()
    {
        _started = true;
        _frontier = _held.Lowest.Position - 1;
        ReleaseContiguous();
        _held.WaitAnew(_version);
        _changed = true;
    }

    private void ReleaseContiguous()
    {
        while (IsSequence && _started && _held.Count > 0 && _held.Lowest.Position <= _frontier + 1)
            ReleaseLowest();
    }

    private void ReleaseLowest() => Release(_held.TakeLowest());

    private void Release(in HeldEntry lowest)
    {
        var marks = Tie(lowest.Position);
        if (IsSequence && _frontier is { } frontier)
        {
            if (lowest.Position > frontier + 1)
            {
                _gaps.Add(new(frontier + 1, lowest.Position - 1, _generation));
                marks |= ReleaseMarks.FollowsGap;
            }
            else if (lowest.Position <= frontier)
            {
                // A sequence gives a number once: the second event under it follows the first.
                marks |= ReleaseMarks.Late;
            }
        }

        _frontier = lowest.Position;
        _lastPosition = lowest.Position;
        Release(EventName.Of(lowest), marks | Overtaking(lowest.Arrival));
    }

    private ReleaseMarks Tie(Int128 position) =>
        position == _lastPosition || (_held.Count > 0 && _held.Lowest.Position == position)
            ? ReleaseMarks.Tied
            : ReleaseMarks.None;

    private ReleaseMarks Overtaking(long arrival) =>
        arrival < _releases.NewestArrival || (_held.Count > 0 && _held.OldestArrival < arrival)
            ? ReleaseMarks.Reordered
            : ReleaseMarks.None;

    private void Release(EventName name, ReleaseMarks marks)
    {
        _releases.Add(name, marks);
        _changed = true;
    }
}
