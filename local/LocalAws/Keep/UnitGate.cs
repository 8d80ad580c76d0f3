namespace WebhookSystem.LocalAws.Keep;

/// <summary>
/// A lock whose holder's changes become one record when he leaves: of a message that moves from one queue to another,
/// no crash shows two or none.
/// </summary>
internal sealed class UnitGate(Journal journal, KeptService service)
{
    private readonly Lock _lock = new();
    private readonly EntryWriter _unit = new();
    private int _depth;

    /// <summary>Where a change made under the gate is noted; null where nothing is kept.</summary>
    public EntryWriter? Unit => journal.IsKept ? _unit : null;

    /// <summary>Enters, possibly once more.</summary>
    public Scope Enter()
    {
        _lock.Enter();
        _depth++;
        return new(this);
    }

    private void Exit()
    {
        if (--_depth == 0 && _unit.Length > 0)
        {
            journal.Append(service, _unit.Written);
            _unit.Clear();
        }

        _lock.Exit();
    }

    internal readonly struct Scope(UnitGate gate) : IDisposable
    {
        public void Dispose() => gate.Exit();
    }
}
