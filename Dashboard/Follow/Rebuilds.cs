namespace WebhookSystem.Dashboard.Follow;

/// <summary>Asks the reader to forget what it has read and to begin anew with the table.</summary>
internal sealed class Rebuilds : IDisposable
{
    private CancellationTokenSource _asked = new();

    /// <summary>Cancelled when the next rebuild is asked for.</summary>
    public CancellationToken Asked => Volatile.Read(ref _asked).Token;

    public void Ask() => Interlocked.Exchange(ref _asked, new()).Cancel();

    public void Dispose() => _asked.Dispose();
}
