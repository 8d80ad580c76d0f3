namespace WebhookSystem.Dashboard.Probe;

/// <summary>How the topology is, asked for once however many pages are open, and only while one is.</summary>
internal sealed class Conditions(Probes probes, QueueDepths queues, TimeProvider time) : IDisposable
{
    private static readonly TimeSpan AgeMax = TimeSpan.FromSeconds(4);

    private readonly SemaphoreSlim _asking = new(1);
    private Condition? _last;
    private DateTimeOffset _at;

    public void Dispose() => _asking.Dispose();

    public async Task<Condition> AskAsync(CancellationToken cancellationToken)
    {
        await _asking.WaitAsync(cancellationToken);
        try
        {
            if (_last is null || time.GetUtcNow() - _at >= AgeMax)
            {
                var health = probes.AskAsync(cancellationToken);
                _last = new(await queues.AskAsync(cancellationToken), await health);
                _at = time.GetUtcNow();
            }

            return _last;
        }
        finally
        {
            _asking.Release();
        }
    }
}

/// <summary>The topology's parts and its queues.</summary>
public sealed record Condition(IReadOnlyList<QueueDepth> Queues, HealthReport Health);
