using WebhookSystem.Contracts.Ordering;
using WebhookSystem.Contracts.Sources;

namespace WebhookSystem.Orderer.Sequence;

/// <summary>A cursor while a fold works on it. It lives for one fold and is never shared.</summary>
internal sealed class Draft(KeyCursor before, SourceConfiguration rules)
{
    private readonly List<HeldEntry> _held = [.. before.Held];
    private readonly List<ReleasedEntry> _ring = [.. before.Ring];
    private readonly Gaps _gaps = new(before.Missing);
    private readonly long _version = before.Version + 1;
    private Int128? _frontier = before.Frontier ?? (rules.Start is { } start ? start - 1 : null);
    private bool _started = before.Started || rules.Mode != OrderingMode.Sequence || rules.Start is not null;
    private long _newest = before.NewestArrival;
    private long? _lastWakeUp = before.LastWakeUp;
    private Int128? _lastPosition = before.Frontier;
    private bool _changed;
    private bool _owesWakeUp;

    /// <summary>Decides one event: seen before, late, next, or to be held.</summary>
    public void Take(Arrived arrived, IReadOnlySet<EventName> logged)
    {
        if (_held.Exists(held => EventName.Of(held) == arrived.Name))
        {
            // The wake-up of the first time may have been lost with the invocation that should have sent it.
            _owesWakeUp = true;
            return;
        }

        if (_ring.Exists(released => EventName.Of(released) == arrived.Name) || logged.Contains(arrived.Name))
            return;
        if (rules.Mode == OrderingMode.Arrival || arrived.Position is not { } position)
            Release(arrived.Name, ReleaseMarks.None);
        else if (_frontier is { } frontier && _started && position <= frontier)
            ReleaseLate(arrived, position);
        else
            Hold(arrived, position);
    }

    /// <summary>
    /// Releases up to the highest position held at or below the versions; what is missing before it is given up.
    /// </summary>
    public void Elapse(IReadOnlyList<long> versions)
    {
        var version = versions.Max();
        var due = _held.FindLastIndex(held => held.Version <= version);
        if (due < 0)
        {
            // One of these made the last step, and the invocation may have died before it sent the next.
            _owesWakeUp |= before.LastWakeUp is { } last && versions.Contains(last);
            return;
        }

        _lastWakeUp = version;
        if (!_started)
        {
            Begin();
            return;
        }

        var highest = _held[due].Position;
        while (_held.Count > 0 && _held[0].Position <= highest)
            ReleaseLowest();
        ReleaseContiguous();
    }

    /// <summary>Takes out of the held what can never be sent.</summary>
    public void Bury(IReadOnlySet<EventName> dead) =>
        _changed |= dead.Count > 0 && _held.RemoveAll(held => dead.Contains(EventName.Of(held))) > 0;

    public FoldResult Finish()
    {
        _owesWakeUp |= _held.Exists(held => held.Version == _version);
        var cursor = !_changed ? before : before with
        {
            Version = _version,
            Started = _started,
            Frontier = _frontier,
            NextOrdinal = NextOrdinal,
            Held = [.. _held],
            Ring = [.. _ring],
            Missing = _gaps.ToImmutable(),
            NewestArrival = _newest,
            LastWakeUp = _lastWakeUp,
        };
        return new(cursor, _changed, _held.Count > 0 && _owesWakeUp ? Wait() : null);
    }

    private long NextOrdinal =>
        _ring.Count > 0 ? Math.Max(before.NextOrdinal, _ring[^1].Ordinal + 1) : before.NextOrdinal;

    private TimeSpan Wait() => rules.Mode switch
    {
        OrderingMode.Sequence => _started ? rules.GapTimeout : rules.StartWindow,
        OrderingMode.Timestamp => rules.Hold,
        OrderingMode.Arrival => TimeSpan.Zero,
    };

    private void Hold(Arrived arrived, Int128 position)
    {
        var entry = new HeldEntry(position, arrived.Rank, arrived.Name.Arrival, arrived.Name.Id, _version);
        var at = _held.BinarySearch(entry, HeldOrder.Instance);
        _held.Insert(at < 0 ? ~at : at, entry);
        _changed = true;
        if (rules.Mode == OrderingMode.Sequence && _started)
            ReleaseContiguous();
        if (_held.Count <= rules.MaxHeld)
            return;
        _started = true;
        ReleaseLowest();
        ReleaseContiguous();
    }

    /// <summary>The first sequence number is the lowest seen; gaps after it still wait their own time.</summary>
    private void Begin()
    {
        _started = true;
        _frontier = _held[0].Position - 1;
        ReleaseContiguous();
        for (var i = 0; i < _held.Count; i++)
            _held[i] = _held[i] with { Version = _version };
        _changed = true;
    }

    private void ReleaseContiguous()
    {
        while (rules.Mode == OrderingMode.Sequence && _held.Count > 0 && _held[0].Position <= _frontier + 1)
            ReleaseLowest();
    }

    private void ReleaseLowest()
    {
        var lowest = _held[0];
        _held.RemoveAt(0);
        var marks = Tie(lowest.Position);
        if (rules.Mode == OrderingMode.Sequence && _frontier is { } frontier)
        {
            if (lowest.Position > frontier + 1)
            {
                _gaps.Add(new(frontier + 1, lowest.Position - 1));
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

    private void ReleaseLate(Arrived arrived, Int128 position)
    {
        _gaps.Fill(position);
        var marks = position == _frontier ? ReleaseMarks.Tied : ReleaseMarks.None;
        Release(arrived.Name, marks | ReleaseMarks.Late);
    }

    private ReleaseMarks Tie(Int128 position) =>
        position == _lastPosition || (_held.Count > 0 && _held[0].Position == position)
            ? ReleaseMarks.Tied
            : ReleaseMarks.None;

    private ReleaseMarks Overtaking(long arrival) =>
        arrival < _newest || _held.Exists(held => held.Arrival < arrival)
            ? ReleaseMarks.Reordered
            : ReleaseMarks.None;

    private void Release(EventName name, ReleaseMarks marks)
    {
        _ring.Add(new(NextOrdinal, name.Id, name.Arrival, marks));
        _newest = Math.Max(_newest, name.Arrival);
        _changed = true;
    }
}
