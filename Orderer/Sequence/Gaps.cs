using System.Collections.Immutable;
using WebhookSystem.Contracts;
using WebhookSystem.Contracts.Ordering;

namespace WebhookSystem.Orderer.Sequence;

/// <summary>The missing ranges of a key, bounded: beyond the limit the two oldest become one.</summary>
internal struct Gaps(ImmutableArray<MissingRange> before)
{
    private ImmutableArray<MissingRange> _ranges = before;

    public void Add(MissingRange range)
    {
        _ranges = _ranges.Add(range);
        if (_ranges.Length <= Topology.Limits.MissingRangesMax)
            return;
        if (_ranges[0].Generation == _ranges[1].Generation)
            _ranges = _ranges.SetItem(1, _ranges[1] with { First = _ranges[0].First });
        _ranges = _ranges.RemoveAt(0);
    }

    /// <summary>A late event came after all: its place is no longer missing.</summary>
    public void Fill(Int128 position, long generation)
    {
        var range = _ranges.FirstOrDefault(range =>
            range.Generation == generation && range.First <= position && position <= range.Last);
        if (range is null)
            return;
        var at = _ranges.IndexOf(range);
        _ranges = _ranges.RemoveAt(at);
        if (position < range.Last)
            _ranges = _ranges.Insert(at, range with { First = position + 1 });
        if (range.First < position)
            _ranges = _ranges.Insert(at, range with { Last = position - 1 });
    }

    public ImmutableArray<MissingRange> ToImmutable() => _ranges;
}
