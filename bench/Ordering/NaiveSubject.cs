namespace WebhookSystem.Bench.Ordering;

/// <summary>
/// What one would first write down: a sorted dictionary of what waits and a set of all ids seen, for every key. It
/// forgets nothing, knows no crash and keeps nothing: the fold pays for these, and is still to be faster.
/// </summary>
internal sealed class NaiveSubject
{
    private const int BatchesOfATimeout = 2;

    private readonly SortedDictionary<Int128, string> _held = [];
    private readonly HashSet<string> _seen = [];
    private Int128 _last;
    private long _released;
    private int _due;

    /// <returns>How many were released, or wait.</returns>
    public static long Run(Workload workload)
    {
        var keys = new NaiveSubject[workload.Keys];
        for (var key = 0; key < keys.Length; key++)
            keys[key] = new();
        foreach (var batch in workload.Batches)
            keys[batch.Key].Take(batch);
        return keys.Sum(key => key._released + key._held.Count);
    }

    private void Take(Batch batch)
    {
        foreach (var arrived in batch.Events)
        {
            if (!_seen.Add(arrived.Name.Id))
                continue;
            if (arrived.Position is { } position && position > _last)
                _held[position] = arrived.Name.Id;
            else
                _released++;
            Release(isDue: false);
        }

        _due = _held.Count == 0 ? 0 : _due + 1;
        if (_due <= BatchesOfATimeout)
            return;
        Release(isDue: true);
        _due = 0;
    }

    private void Release(bool isDue)
    {
        while (_held.Count > 0)
        {
            var (position, _) = _held.First();
            if (!isDue && position != _last + 1)
                return;
            _held.Remove(position);
            _last = position;
            _released++;
        }
    }
}
