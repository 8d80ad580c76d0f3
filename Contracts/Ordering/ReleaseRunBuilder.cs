namespace WebhookSystem.Contracts.Ordering;

/// <summary>A run while it is added to: the run that it began with stays as it is.</summary>
/// <remarks>Not to be copied: two of them would fill the same places.</remarks>
public ref struct ReleaseRunBuilder(ReleaseRun run)
{
    private ReleaseRun _run = run;

    /// <summary>
    /// Whoever has filled the place behind a run has all after it too, until others know of a run that ends there.
    /// </summary>
    private bool _ownsRest;

    /// <exception cref="ArgumentException">Its ordinal does not follow the last one.</exception>
    public void Add(in ReleasedEntry entry)
    {
        _run = _run.With(entry, _ownsRest);
        _ownsRest = true;
    }

    public readonly bool Contains(string id, long arrival) => _run.Contains(id, arrival);

    public ReleaseRun ToRun()
    {
        _ownsRest = false;
        return _run;
    }
}
