namespace WebhookSystem.LocalAws.Keep;

/// <summary>A lock that is held until this is disposed of, by the same thread.</summary>
internal sealed class HeldLock : IDisposable
{
    private readonly Lock _gate;

    public HeldLock(Lock gate)
    {
        _gate = gate;
        _gate.Enter();
    }

    public void Dispose() => _gate.Exit();
}
